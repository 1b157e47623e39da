#pragma once

#include "ui/compare/compare_source.h"
#include "ui/widgets/elided_combo_box.h"

#include <string>
#include <vector>

namespace macadam {

/// The choice of a source, each run below a heading; what cannot be shown yet is grey, with the reason.
class SourceBox : public ElidedComboBox {
  Q_OBJECT

 public:
  explicit SourceBox(QWidget* parent = nullptr);

  /// Keeps `chosen` where it is among them.
  void setSources(const std::vector<CompareSource>& sources, const std::string& chosen);
  void choose(const std::string& source);
  /// Empty when none is chosen.
  std::string chosen() const;
};

}  // namespace macadam
