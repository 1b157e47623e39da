#include "spec/run_spec_fields.h"
#include "spec/run_spec_format.h"
#include "spec/run_spec_toml.h"

namespace macadam {
namespace {

/// A visitor that writes the fields of one struct as `key = value`, each followed by `ending`.
class FieldWriter {
 public:
  FieldWriter(std::string& text, std::string path, std::string_view ending)
      : text_(text), path_(std::move(path)), ending_(ending) {}

  void value(const Field& field, const auto& member) { assign(field.key, literal(member)); }

  void choice(const Field& field, const auto& member, const auto& choices) {
    assign(field.key, literal(std::string(nameOf(member, choices))));
  }

  void table(const Field& field, const auto& spec) {
    FieldWriter writer = section(field.key);
    visitFields(spec, writer);
  }

  /// A network is short enough for one line.
  void table(const Field& field, const NetworkSpec& network) { assign(field.key, toInlineToml(network)); }

  void method(const Field& field, const MethodSpec& method) {
    FieldWriter writer = section(field.key);
    writer.assign(kMethodKey, literal(std::string(factsOf(method).name)));
    std::visit([&writer](const auto& spec) { visitFields(spec, writer); }, method);
  }

 private:
  void assign(std::string_view key, const std::string& value) {
    text_.append(key).append(" = ").append(value).append(ending_);
  }

  FieldWriter section(std::string_view key) {
    std::string path = joinPath(path_, key);
    text_ += "\n[" + path + "]\n";
    return {text_, std::move(path), ending_};
  }

  std::string& text_;
  std::string path_;
  std::string_view ending_;
};

}  // namespace

std::string toInlineToml(const NetworkSpec& network) {
  constexpr std::string_view kEnding = ", ";
  std::string fields;
  FieldWriter writer(fields, "", kEnding);
  visitFields(network, writer);
  fields.resize(fields.size() - kEnding.size());
  return "{ " + fields + " }";
}

std::string toToml(const RunSpec& spec) {
  std::string text = versionLine(kRunSpecFormat);
  FieldWriter writer(text, "", "\n");
  visitFields(spec, writer);
  return text;
}

}  // namespace macadam
