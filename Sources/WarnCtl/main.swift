print("WarnCtl")
