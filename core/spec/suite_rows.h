#pragma once

#include "spec/run_spec.h"

#include <string>
#include <vector>

namespace macadam {

/// A row of a table: one run of a suite, told by what it changes in the suite's settings (resources/suites).
struct SuiteRow {
  enum class Trains {
    Student,
    Teachers,  ///< It begins with the settings of SSLKD's teachers.
  };

  std::string name;   ///< For example `supervised-student`.
  std::string title;  ///< For example `Supervised: student`.
  Trains trains = Trains::Student;
  std::string teachers;  ///< The row that trains its teachers, where the suite names none; empty where it needs none.
  std::string method;    ///< Its kind of method.
  std::string changes;   ///< What it changes, as a spec in TOML.
  bool changesMethodAlone = true;
};

struct SuiteTable {
  std::string name;
  std::string title;
  std::vector<std::string> rows;  ///< By name, in the order of the table, which is also the order of training.
};

const std::vector<SuiteTable>& suiteTables();
/// @throws Error that says which was meant.
const SuiteTable& suiteTable(const std::string& name);

/// The rows of all tables, each once, in their order.
const std::vector<SuiteRow>& suiteRows();
/// @throws Error that says which was meant.
const SuiteRow& suiteRow(const std::string& name);

/// The settings of a row in a suite of `base`. Fields of a method that SSLKD, or of a teachers' method that CMS has
/// under one name, have the base's values (carryFields). @pre base's method is SSLKD
RunSpec settingsOf(const SuiteRow& row, const RunSpec& base);

/// The row that a run is of: of those of its method the one whose changes it has, and of several the one that says
/// most. Null where its method has none.
const SuiteRow* rowOf(const RunSpec& spec, const std::vector<SuiteRow>& among = suiteRows());
/// Its place among all rows; behind them where there is none.
std::size_t placeOf(const SuiteRow* row);

}  // namespace macadam
