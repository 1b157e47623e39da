#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// What proposals were taken from.
struct LabelSource {
  std::string title;       ///< For people, for example `student of sslkd-2 above 0.60`.
  std::string run;         ///< The run's folder, by its name; empty where none made it.
  std::string network;     ///< `student`, `teacher1`, or what several say together.
  std::string checkpoint;  ///< The file below the run's folder, or of the run itself.
  double threshold = 0.0;  ///< Of the probability of road.

  bool operator==(const LabelSource&) const = default;
};

/// Where the labels of a picture are from, as the codes that its pixels hold.
class LabelSources {
 public:
  static constexpr std::uint8_t kOriginal = 0;  ///< As the mask came.
  static constexpr std::uint8_t kPerson = 1;
  static constexpr std::uint8_t kFirstAccepted = 2;

  /// The code of a source, new where it is met for the first time. @throws Error where all codes are taken.
  std::uint8_t codeOf(const LabelSource& source);
  /// Nullptr where the code is none of an accepted source.
  const LabelSource* find(std::uint8_t code) const;
  /// Those of the codes from `kFirstAccepted` on.
  const std::vector<LabelSource>& accepted() const { return accepted_; }
  /// What a code means, for people.
  std::string titleOf(std::uint8_t code) const;

  bool operator==(const LabelSources&) const = default;

 private:
  std::vector<LabelSource> accepted_;
};

std::string toJson(const LabelSource& source);
/// @throws Error where the text is none.
LabelSource labelSourceFromJson(std::string_view text);

/// All codes and what they mean.
std::string toJson(const LabelSources& sources);
/// @throws Error where the text is none.
LabelSources labelSourcesFromJson(std::string_view text);

}  // namespace macadam
