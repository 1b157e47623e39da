#pragma once

#include <QString>
#include <string_view>

namespace macadam {

/// What a field of a spec, `schedule.labelled_batch`, is called on screen.
QString fieldLabel(std::string_view path);

/// What a named value, `resnet18` or `unlabelled`, is called on screen.
QString choiceLabel(std::string_view name);

/// Whether most people want to see a field; the others are folded away.
bool isEveryday(std::string_view path);

/// A remark of validate() about one field, as a sentence.
QString sentence(std::string_view what, std::string_view remedy);

}  // namespace macadam
