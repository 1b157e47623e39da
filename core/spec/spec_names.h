#pragma once

#include "spec/field.h"

#include <array>
#include <string_view>
#include <variant>

namespace macadam {

/// A struct that a variant may hold, with its name in files.
struct Alternative {
  std::string_view name;
  std::string_view doc;
};

template <std::size_t Count>
struct Alternatives {
  std::string_view key;  ///< The key that names the chosen one.
  std::array<Alternative, Count> list;
};

inline constexpr Alternatives<2> kArchitectures{
    "architecture",
    {{{"deeplab_v3plus", "DeepLabV3+ with a ResNet encoder at output stride 16."},
      {"segnet", "SegNet: VGG-16 with BatchNorm, pooling indices and a mirrored decoder."}}}};

inline constexpr Alternatives<5> kMethods{
    "kind",
    {{{"supervised", "Cross-entropy on labelled tiles alone (paper, eq. 1)."},
      {"cps", "Cross pseudo supervision: two initialisations of the student teach each other (Chen et al. 2021)."},
      {"cms", "Cross-model supervision: two different architectures teach each other (paper, step 1)."},
      {"cct", "Cross-consistency training: auxiliary decoders on perturbed features (Ouali et al. 2020)."},
      {"sslkd", "Semi-supervised knowledge distillation: two frozen teachers teach the student (paper, step 2)."}}}};

// In the order of the variants, and one for each of their structs.
static_assert(kArchitectures.list.size() == std::variant_size_v<NetworkSpec>);
static_assert(kMethods.list.size() == std::variant_size_v<MethodSpec>);

constexpr const auto& alternativesOf(const NetworkSpec&) {
  return kArchitectures;
}
constexpr const auto& alternativesOf(const MethodSpec&) {
  return kMethods;
}

inline constexpr std::array<Choice<int>, 4> kResNets{
    {{"resnet18", 18}, {"resnet34", 34}, {"resnet50", 50}, {"resnet101", 101}}};
inline constexpr std::array<Choice<int>, 1> kVggs{{{"vgg16", 16}}};
inline constexpr std::array<Choice<Role>, 3> kRoles{
    {{"student", Role::Student}, {"teacher1", Role::Teacher1}, {"teacher2", Role::Teacher2}}};
inline constexpr std::array<Choice<Scope>, 3> kScopes{
    {{"labelled", Scope::Labelled}, {"unlabelled", Scope::Unlabelled}, {"both", Scope::Both}}};

inline constexpr std::array<Choice<TeacherPrecision>, 2> kTeacherPrecisions{
    {{"auto", TeacherPrecision::Auto}, {"float32", TeacherPrecision::Float32}}};

}  // namespace macadam
