#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace macadam {

/// The layout of `--help`: one column of names, one of sentences, defaults in brackets after them.
class Help : public CLI::Formatter {
 public:
  Help();

  std::string make_description(const CLI::App* app) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;
};

}  // namespace macadam
