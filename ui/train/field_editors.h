#pragma once

#include "spec/field.h"
#include "ui/train/field_row.h"

#include <charconv>
#include <optional>
#include <string>

namespace macadam {

/// Rows whose editors write into a member of a spec as one types; the spec must outlive them.

FieldRow* flagRow(const Field& field, std::string path, bool& member, QWidget* parent);
FieldRow* textRow(const Field& field, std::string path, std::string& member, QWidget* parent);
/// For the name of a tile; which there are is for `offerChoices` to say.
FieldRow* tileRow(const Field& field, std::string path, std::string& member, QWidget* parent);
FieldRow* pathRow(const Field& field, std::string path, std::string& member, QWidget* parent);
FieldRow* deviceRow(const Field& field, std::string path, DeviceSpec& member, QWidget* parent);

/// Lists what can be chosen in the editor of a row, whose text stays.
void offerChoices(FieldRow& row, const QStringList& choices);

/// A row of named values. @param chosen called with the place of the new one.
FieldRow* choiceRow(const Field& field, std::string path, const std::vector<std::string_view>& names, int current,
                    std::function<void(int)> chosen, QWidget* parent);

/// A row with a number as text. @param write gets the text, and gives false where it is no such number.
FieldRow* numberRow(const Field& field, std::string path, bool isWhole, const std::string& allowed,
                    const std::string& text, std::function<bool(const std::string&)> write, QWidget* parent);

/// The whole of a text as a number. Empty for anything else.
template <Number T>
std::optional<T> numberFrom(const std::string& text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc{} && read.ptr == end ? std::optional(value) : std::nullopt;
}

/// The shortest text that reads back as the number.
template <Number T>
std::string numberText(T value) {
  std::string text = literal(value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

/// A row for a field of any type that a spec has.
template <typename T>
FieldRow* valueRow(const Field& field, std::string path, T& member, QWidget* parent) {
  if constexpr (std::same_as<T, bool>) return flagRow(field, std::move(path), member, parent);
  if constexpr (std::same_as<T, DeviceSpec>) return deviceRow(field, std::move(path), member, parent);
  if constexpr (std::same_as<T, std::string>) {
    const auto row = field.meaning == Meaning::Path ? pathRow : path.ends_with("_tile") ? tileRow : textRow;
    return row(field, std::move(path), member, parent);
  }
  if constexpr (Number<T>) {
    const auto write = [&member](const std::string& text) {
      const std::optional<T> value = numberFrom<T>(text);
      if (value) member = *value;
      return value.has_value();
    };
    return numberRow(field, std::move(path), WholeNumber<T>, allowedValues<T>(field), numberText(member), write,
                     parent);
  }
}

}  // namespace macadam
