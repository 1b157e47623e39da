#pragma once

#include "base/error.h"
#include "spec/carried_fields.h"
#include "spec/run_spec_fields.h"

#include <toml++/toml.h>

#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// What another method or architecture begins with: in a file with its defaults, in a change to a spec with what both
/// have.
enum class NewAlternative { Defaults, CarriesOver };

/// A visitor that reads one TOML table into the members of a spec struct and collects everything that is wrong.
class SpecReader {
 public:
  /// Problems are placed at `source:line`, or at the field alone where `source` is empty.
  static void readRoot(const toml::table& table, const std::string& source, NewAlternative others, RunSpec& spec,
                       std::vector<Problem>& problems);

  void value(const Field& field, auto& member) {
    if (const toml::node* node = find(field.key)) read(field, *node, member);
  }

  void choice(const Field& field, auto& member, const auto& choices) {
    const toml::node* node = find(field.key);
    if (node == nullptr) return;
    const auto name = node->value_exact<std::string>();
    for (const auto& choice : choices) {
      if (name == choice.name) {
        member = choice.value;
        return;
      }
    }
    refuse(field.key, *node, allowedNames(choices));
  }

  void table(const Field& field, auto& spec) {
    if (const toml::table* inner = findTable(field.key)) {
      SpecReader(*inner, source_, joinPath(path_, field.key), others_, problems_).readFields(spec);
    }
  }

  void table(const Field& field, NetworkSpec& network) {
    const toml::table* inner = findTable(field.key);
    if (inner == nullptr) return;
    SpecReader reader(*inner, source_, joinPath(path_, field.key), others_, problems_);
    reader.chooseArchitecture(network);
    reader.readFields(network);
  }

  void method(const Field& field, MethodSpec& method) {
    const toml::table* inner = findTable(field.key);
    if (inner == nullptr) return;
    SpecReader reader(*inner, source_, joinPath(path_, field.key), others_, problems_);
    if (reader.chooseMethod(method)) std::visit([&reader](auto& spec) { reader.readFields(spec); }, method);
  }

  bool names(std::string_view key) const { return table_.contains(key); }

 private:
  SpecReader(const toml::table& table, const std::string& source, std::string path, NewAlternative others,
             std::vector<Problem>& problems)
      : table_(table), source_(source), path_(std::move(path)), others_(others), problems_(problems) {}

  void readFields(auto& spec) {
    visitFields(spec, *this);
    refuseUnknownKeys();
  }

  /// Keeps the method that is there unless the table names another one; false when there is none of that name.
  template <typename... Specs>
  bool chooseMethod(std::variant<Specs...>& method) {
    const toml::node* node = find(kMethodKey);
    if (node == nullptr) return true;
    const auto name = node->value_exact<std::string>();
    const auto take = [&]<typename Spec>(std::type_identity<Spec>) {
      const bool named = name == Spec::kFacts.name;
      if (named && !std::holds_alternative<Spec>(method)) {
        Spec chosen;
        if (others_ == NewAlternative::CarriesOver) {
          std::visit([&chosen](const auto& before) { carryFields(before, chosen); }, method);
        }
        method = std::move(chosen);
      }
      return named;
    };
    if ((take(std::type_identity<Specs>{}) || ...)) return true;
    refuse(kMethodKey, *node, allowedNames(kMethods));
    return false;
  }

  /// Keeps the network that is there unless the table names another architecture.
  void chooseArchitecture(NetworkSpec& network);

  template <typename T>
  void read(const Field& field, const toml::node& node, T& member) {
    if (const auto value = convert<T>(node); value && holds(field, *value)) {
      member = *value;
    } else {
      refuse(field.key, node, allowedValues<T>(field));
    }
  }

  template <typename T>
  static std::optional<T> convert(const toml::node& node) {
    if constexpr (WholeNumber<T>) {
      const auto value = node.value_exact<std::int64_t>();
      return value && std::in_range<T>(*value) ? std::optional(static_cast<T>(*value)) : std::nullopt;
    } else if constexpr (std::same_as<T, double>) {
      return node.is_number() ? node.value<double>() : std::nullopt;
    } else if constexpr (std::same_as<T, DeviceSpec>) {
      const auto text = node.value_exact<std::string>();
      return text ? deviceFromText(*text) : std::nullopt;
    } else {
      return node.value_exact<T>();
    }
  }

  /// Notes the key as known; null when the table does not have it.
  const toml::node* find(std::string_view key);
  const toml::table* findTable(std::string_view key);
  void refuse(std::string_view key, const toml::node& node, const std::string& allowed);
  void refuseUnknownKeys();
  std::string place(std::string_view key, const toml::source_region& region) const;

  const toml::table& table_;
  const std::string& source_;
  std::string path_;
  NewAlternative others_;
  std::vector<Problem>& problems_;
  std::vector<std::string> known_;
};

}  // namespace macadam
