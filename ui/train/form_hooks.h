#pragma once

#include "spec/role.h"
#include "ui/train/fold_section.h"

#include <QString>
#include <functional>
#include <string>

namespace macadam {

class FieldRow;

/// What the rows of a form have in common.
struct FormHooks {
  std::function<void(FieldRow*)> adopt;  ///< A row was made.
  std::function<FoldSection*(const QString& title, const QString& key, FoldSection::Rank rank)> makeFold;
  std::function<bool(const std::string& path)> shows;  ///< Whether a field belongs on screen.
  std::function<bool(Role)> hasRole;                   ///< Whether there is such a network to choose.
};

}  // namespace macadam
