#pragma once
#include <freexl.h>
#include "confine.h"
