#include "cli/text_table.h"

#include "cli/live_line.h"
#include "cli/text.h"

#include <algorithm>

namespace macadam {
namespace {

constexpr const char* kGap = "  ";

std::string padded(const std::string& text, int width, ColumnAlign align) {
  return align == ColumnAlign::Left ? paddedRight(text, width) : paddedLeft(text, width);
}

void printLine(std::string line, std::FILE* stream) {
  line.erase(line.find_last_not_of(' ') + 1);
  std::fputs((line + '\n').c_str(), stream);
}

}  // namespace

int TextTable::widthOf(std::size_t column) const {
  int width = displayWidth(columns_[column].title);
  for (const auto& row : rows_) width = std::max(width, displayWidth(row[column].text));
  return width;
}

void TextTable::print(std::FILE* stream) const {
  std::string titles, rule;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const int width = widthOf(i);
    titles += (i == 0 ? "" : kGap) + padded(columns_[i].title, width, columns_[i].align);
    rule += i == 0 ? "" : kGap;
    for (int column = 0; column < width; ++column) rule += "─";
  }
  printLine(titles, stream);
  printLine(rule, stream);
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      // Padding first: escape sequences have no width.
      const std::string text = padded(row[i].text, widthOf(i), columns_[i].align);
      line += (i == 0 ? "" : kGap) + (row[i].isEmphasised ? emphasised(text, stream) : text);
    }
    printLine(line, stream);
  }
}

}  // namespace macadam
