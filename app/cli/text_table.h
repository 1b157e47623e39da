#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace macadam {

enum class ColumnAlign { Left, Right };

/// A table for the terminal: aligned columns, a rule below the titles, single cells in bold.
class TextTable {
 public:
  struct Column {
    std::string title;
    ColumnAlign align = ColumnAlign::Right;
  };
  struct Cell {
    Cell(std::string value, bool emphasis = false) : text(std::move(value)), isEmphasised(emphasis) {}
    Cell(const char* value) : text(value) {}

    std::string text;
    bool isEmphasised = false;
  };

  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// @pre as many cells as columns
  void addRow(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
  void print(std::FILE* stream) const;

 private:
  int widthOf(std::size_t column) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace macadam
