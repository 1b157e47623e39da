#include "cli/help.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace macadam {
namespace {

constexpr std::array<std::string_view, 6> kPlainTypes{"TEXT", "INT", "UINT", "FLOAT", "PATH", "BOOLEAN"};

/// CLI11 writes an empty list as `[]`, a list as `[1]`.
std::string defaultOf(const CLI::Option& option) {
  std::string text = option.get_default_str();
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  return text;
}

}  // namespace

Help::Help() {
  column_width(34);
  label("Positionals", "Arguments");
  label("OPTIONS", "options");
  label("SUBCOMMAND", "VERB");
}

std::string Help::make_description(const CLI::App* app) const {
  return CLI::Formatter::make_description(app) + '\n';
}

std::string Help::make_option_opts(const CLI::Option* option) const {
  const bool isFlag = option->get_expected_max() == 0;
  if (isFlag || !option->nonpositional()) return {};
  const std::string type = option->get_type_name();
  const bool isPlain = std::ranges::find(kPlainTypes, type) != kPlainTypes.end();
  return ' ' + (isPlain ? "VALUE" : type);
}

std::string Help::make_option_desc(const CLI::Option* option) const {
  const std::string text = option->get_description();
  const std::string value = defaultOf(*option);
  return value.empty() || text.ends_with(']') ? text : text + " [" + value + ']';
}

}  // namespace macadam
