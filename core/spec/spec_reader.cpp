#include "spec/spec_reader.h"

#include "base/nearest_name.h"

#include <algorithm>
#include <locale>
#include <sstream>

namespace macadam {
namespace {

std::string describeNode(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return literal(*text);
  if (const auto number = node.value_exact<double>()) return literal(*number);
  if (node.is_table()) return "a table";
  if (node.is_array()) return "a list";
  std::ostringstream text;
  text.imbue(std::locale::classic());
  node.visit([&text](const auto& value) { text << value; });
  return text.str();
}

}  // namespace

void SpecReader::readRoot(const toml::table& table, const std::string& source, NewAlternative others, RunSpec& spec,
                          std::vector<Problem>& problems) {
  SpecReader(table, source, "", others, problems).readFields(spec);
}

const toml::node* SpecReader::find(std::string_view key) {
  known_.emplace_back(key);
  return table_.get(key);
}

const toml::table* SpecReader::findTable(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return nullptr;
  if (!node->is_table()) refuse(key, *node, "a table, as in " + joinPath(path_, key) + " = { ... }");
  return node->as_table();
}

void SpecReader::chooseArchitecture(NetworkSpec& network) {
  const toml::node* node = table_.get(kArchitectureKey);
  const auto name = node == nullptr ? std::nullopt : node->value_exact<std::string>();
  for (const auto& choice : kDecoderChoices) {
    if (name != choice.name || choice.value == network.decoder) continue;
    const double width = network.width;
    network = networkOf(choice.value);
    if (others_ == NewAlternative::CarriesOver) network.width = width;
  }
}

void SpecReader::refuse(std::string_view key, const toml::node& node, const std::string& allowed) {
  problems_.push_back({place(key, node.source()), "is " + describeNode(node), "write " + allowed});
}

void SpecReader::refuseUnknownKeys() {
  for (const auto& [key, node] : table_) {
    if (std::ranges::find(known_, key.str()) != known_.end()) continue;
    problems_.push_back({place(key.str(), key.source()), "is not a field", suggestName(key.str(), known_)});
  }
}

std::string SpecReader::place(std::string_view key, const toml::source_region& region) const {
  const std::string field = joinPath(path_, key);
  return source_.empty() ? field : source_ + ":" + std::to_string(region.begin.line) + ": " + field;
}

}  // namespace macadam
