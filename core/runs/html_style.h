#pragma once

namespace macadam {

/// The report's style sheet, light and dark, and its few lines of script (highlight and values on hover).
extern const char* const kReportStyle;
extern const char* const kReportScript;

}  // namespace macadam
