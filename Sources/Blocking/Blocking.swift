// Blocking
