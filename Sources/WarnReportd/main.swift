print("WarnReportd")
