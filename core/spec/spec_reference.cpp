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
  std::string sentence(field.doc);
  sentence.append(" Takes ").append(allowedNames(choices)).append(".");
  return withEffect(field, sentence);
}

/// A visitor that lists the fields of a network, which stand in one line in a file.
class NetworkReference {
 public:
  explicit NetworkReference(std::string& text) : text_(text) {}

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
    text_.append("# The fields of a network:\n");
    NetworkReference reference(text_);
    visitFields(networks.student, reference);
    for (const DecoderFacts& decoder : kDecoders) {
      text_.append("# architecture = ").append(literal(std::string(decoder.name))).append("  ").append(decoder.doc);
      text_.append(" With ").append(factsOf(decoder.encoder).name).append(" where no encoder is named; takes ");
      text_.append(allowedNames(encodersFor(decoder.decoder))).append(".\n");
    }
  }

  void table(const Field& field, const NetworkSpec& network) { line(field.doc, field.key, toInlineToml(network)); }

  void method(const Field& field, const MethodSpec&) { documentMethods(field, std::type_identity<MethodSpec>{}); }

 private:
  template <typename... Specs>
  void documentMethods(const Field& field, std::type_identity<std::variant<Specs...>>) {
    const auto document = [&]<typename Spec>(const Spec& spec) {
      TableReference inner = section(field.key, field.doc);
      inner.line(sentenceOf(Spec::kFacts), kMethodKey, literal(std::string(Spec::kFacts.name)));
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
