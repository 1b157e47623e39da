#pragma once

#include "spec/run_spec.h"

#include <QString>
#include <map>
#include <string>

namespace macadam {

/// All that a form of settings shows and remembers.
struct FormState {
  RunSpec spec;   ///< The rows write into it.
  RunSpec begun;  ///< As they were set last.
  RunSpec base;   ///< The last that were set with SSLKD, for rows that were not chosen yet.
  std::string baseName;
  std::map<std::string, MethodSpec> methods;  ///< Of rows that were left.
  QString from;                               ///< What the settings were made from, as `Preset small`.

  /// Takes other settings as a whole.
  void begin(const RunSpec& settings, const QString& madeFrom);
  /// The choice that the settings are of (method_rows.h).
  std::string row() const;
  /// The method that a row would have: what was set for it, or what was changed in the present one carried over, where
  /// both have it.
  MethodSpec methodFor(const std::string& chosen) const;
  /// Changes the method alone.
  void chooseRow(const std::string& chosen);
  /// What a run of a row is called that nobody has named.
  std::string nameFor(const std::string& chosen) const;
  /// What the settings would be if nothing but the row had been changed.
  RunSpec untouched() const;
  /// What each setting that was changed since was before, as tables have it, by its path.
  std::map<std::string, std::string> changes() const;
  /// Gives a field, with the architecture of a network all of it, the value that it had.
  void reset(const std::string& path);

  bool operator==(const FormState&) const = default;
};

}  // namespace macadam
