#include "spec/spec_reference.h"

#include "spec/run_spec_fields.h"
#include "spec/run_spec_toml.h"

namespace macadam {
namespace {

std::string withEffect(const Field& field, const std::string& text) {
  const std::string effect(effectText(field.effect));
  return effect.empty() ? text : text + ' ' + effect;
}

/// The field's sentence, what it accepts where its default does not show that, and what it changes where that is
/// little.
template <typename T>
std::string explain(const Field& field) {
  const bool obvious = std::same_as<T, bool> || std::same_as<T, std::string>;
  return withEffect(field, std::string(field.doc) + (obvious ? "" : " Takes " + allowedValues<T>(field) + "."));
}

std::string explain(const Field& field, const auto& choices) {
  return withEffect(field, std::string(field.doc) + " Takes " + allowedNames(choices) + ".");
}

/// A visitor that lists the fields of an architecture, which stand in one line in a file.
class ArchitectureReference {
 public:
  explicit ArchitectureReference(std::string& text) : text_(text) {}

  template <typename T>
  void value(const Field& field, const T& member) {
    line(field.key, literal(member), explain<T>(field));
  }
  void choice(const Field& field, const auto& member, const auto& choices) {
    line(field.key, literal(std::string(nameOf(member, choices))), explain(field, choices));
  }

 private:
  void line(std::string_view key, const std::string& value, const std::string& meaning) {
    text_.append("#   ").append(key).append(" = ").append(value).append("  ").append(meaning).append("\n");
  }

  std::string& text_;
};

/// A visitor that documents one table and all below it.
class TableReference {
 public:
  TableReference(std::string& text, std::string path) : text_(text), path_(std::move(path)) {}

  template <typename T>
  void value(const Field& field, const T& member) {
    line(explain<T>(field), field.key, literal(member));
  }

  void choice(const Field& field, const auto& member, const auto& choices) {
    line(explain(field, choices), field.key, literal(std::string(nameOf(member, choices))));
  }

  void table(const Field& field, const auto& spec) {
    TableReference inner = section(field.key, field.doc);
    visitFields(spec, inner);
  }

  void table(const Field& field, const NetworksSpec& networks) {
    TableReference inner = section(field.key, field.doc);
    visitFields(networks, inner);
    documentArchitectures(std::type_identity<NetworkSpec>{});
  }

  void variant(const Field& field, const NetworkSpec& network) { line(field.doc, field.key, toInlineToml(network)); }

  void variant(const Field& field, const MethodSpec&) { documentMethods(field, std::type_identity<MethodSpec>{}); }

 private:
  template <typename... Specs>
  void documentArchitectures(std::type_identity<std::variant<Specs...>>) {
    std::size_t index = 0;
    const auto document = [&](const auto& spec) {
      const Alternative& architecture = kArchitectures.list[index++];
      text_.append("# architecture = ").append(literal(std::string(architecture.name)));
      text_.append("  ").append(architecture.doc).append("\n");
      ArchitectureReference reference(text_);
      visitFields(spec, reference);
    };
    (document(Specs{}), ...);
  }

  template <typename... Specs>
  void documentMethods(const Field& field, std::type_identity<std::variant<Specs...>>) {
    std::size_t index = 0;
    const auto document = [&](const auto& spec) {
      const Alternative& method = kMethods.list[index++];
      TableReference inner = section(field.key, field.doc);
      inner.line(method.doc, kMethods.key, literal(std::string(method.name)));
      visitFields(spec, inner);
    };
    (document(Specs{}), ...);
  }

  TableReference section(std::string_view key, std::string_view doc) {
    std::string path = joinPath(path_, key);
    text_.append("\n# ").append(doc).append("\n[").append(path).append("]\n");
    return {text_, std::move(path)};
  }

  void line(std::string_view meaning, std::string_view key, const std::string& value) {
    text_.append("# ").append(meaning).append("\n").append(key).append(" = ").append(value).append("\n");
  }

  std::string& text_;
  std::string path_;
};

}  // namespace

std::string specReference() {
  std::string text =
      "# Every field of a training spec with its default; what a file does not state keeps that default.\n"
      "# [method] stands here once for each kind; a file has one of them.\n\n";
  TableReference reference(text, "");
  const RunSpec defaults;
  visitFields(defaults, reference);
  return text;
}

}  // namespace macadam
