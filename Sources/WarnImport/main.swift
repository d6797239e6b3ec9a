print("WarnImport")
