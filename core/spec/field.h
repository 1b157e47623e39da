#pragma once

#include "spec/device_spec.h"

#include <cmath>
#include <concepts>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace macadam {

/// The values that a number may take, both ends included unless `lowExcluded`.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool lowExcluded = false;
};

constexpr Range atLeast(double low) {
  return {.low = low};
}
constexpr Range between(double low, double high) {
  return {.low = low, .high = high};
}
constexpr Range aboveUpTo(double low, double high) {
  return {.low = low, .high = high, .lowExcluded = true};
}

inline constexpr Range kSeeds = between(0, 9007199254740991);  // 2^53 - 1: exact in every TOML and JSON reader
inline constexpr Range kWidths = between(0.05, 4);
inline constexpr Range kWeights = atLeast(0);
inline constexpr Range kIterations = between(1, 1e9);
inline constexpr Range kIterationsOrNone = between(0, 1e9);

enum class Meaning { Value, Path };

/// What another value of a field would mean: for a run that was begun, and for runs that are compared.
enum class Effect {
  Result,    ///< Another experiment; a begun run keeps its value.
  Course,    ///< Other figures, but a begun run can go on with it.
  Seed,      ///< Another draw of one experiment; a begun run keeps its value.
  Place,     ///< None by itself: it names an input, whose contents decide; a begun run keeps its value.
  Rounding,  ///< Figures that differ as rounding does; a begun run can go on with it.
  None,      ///< None at all; a begun run can go on with it.
};

/// What to tell a reader of a field's effect; empty where its meaning says it.
std::string_view effectText(Effect effect);

/// What there is to say about one field of a spec, stated once for reading, writing, checking and documenting it.
struct Field {
  std::string_view key;
  std::string_view doc;
  Range range = {};  ///< Of numbers.
  Meaning meaning = Meaning::Value;
  Effect effect = Effect::Result;
};

/// A value that has a name in files.
template <typename T>
struct Choice {
  std::string_view name;
  T value;
};

template <typename T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool>;

template <typename T>
concept Number = WholeNumber<T> || std::floating_point<T>;

/// A value as TOML writes it; doubles in the shortest form that reads back exactly.
std::string literal(const std::string& text);
std::string literal(const DeviceSpec& device);
std::string literal(std::same_as<bool> auto value) {
  return value ? "true" : "false";
}
std::string literal(WholeNumber auto value) {
  return std::to_string(value);
}
std::string literal(double value);

/// `from 1 to 4096`.
std::string describe(const Range& range);

/// Of the visitors of a struct's fields: the struct may be const.
template <typename Given, typename Spec>
concept Is = std::same_as<std::remove_const_t<Given>, Spec>;

/// What a field accepts, in words: `a whole number from 1 to 4096`.
template <typename T>
std::string allowedValues(const Field& field) {
  if constexpr (std::same_as<T, bool>) return "true or false";
  if constexpr (std::same_as<T, std::string>) return "a text in quotes";
  if constexpr (std::same_as<T, DeviceSpec>) return "\"auto\", \"cpu\", \"cuda\" or for example \"cuda:1\"";
  return (WholeNumber<T> ? "a whole number " : "a number ") + describe(field.range);
}

std::string quotedList(const std::vector<std::string>& names);

/// `"flat", "steep" or "none"`, for a list of anything that has a name.
std::string allowedNames(const auto& choices) {
  std::vector<std::string> names;
  for (const auto& choice : choices) names.emplace_back(choice.name);
  return quotedList(names);
}

/// Whether the field's range holds a value; a value that is no number is always held.
template <typename T>
bool holds(const Field& field, const T& value) {
  if constexpr (Number<T>) {
    const Range& range = field.range;
    const double number = static_cast<double>(value);
    const bool highEnough = range.lowExcluded ? number > range.low : number >= range.low;
    return std::isfinite(number) && highEnough && number <= range.high;
  }
  return true;
}

/// The name of a value, or an empty text when it is none of the choices.
std::string_view nameOf(const auto& value, const auto& choices) {
  for (const auto& choice : choices) {
    if (choice.value == value) return choice.name;
  }
  return {};
}

/// `table.key`, or the key alone at top level.
std::string joinPath(std::string_view table, std::string_view key);

}  // namespace macadam
