#include "spec/spec_paths.h"

#include "spec/run_spec_fields.h"

#include <cstdlib>

namespace macadam {
namespace {

std::filesystem::path expandHome(const std::string& path) {
  const char* home = std::getenv("HOME");
  const bool fromHome = path == "~" || path.starts_with("~/");
  if (home == nullptr || !fromHome) return path;
  return std::filesystem::path(home) / path.substr(path.size() > 1 ? 2 : 1);
}

class PathResolver {
 public:
  explicit PathResolver(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void value(const Field& field, std::string& text) {
    if (field.meaning != Meaning::Path || text.empty()) return;
    text = (folder_ / expandHome(text)).lexically_normal().string();
  }
  void value(const Field&, auto&) {}
  void choice(const Field&, auto&, const auto&) {}
  void table(const Field&, auto& spec) { visitFields(spec, *this); }
  void method(const Field&, MethodSpec& method) {
    std::visit([this](auto& spec) { visitFields(spec, *this); }, method);
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace

void resolvePaths(RunSpec& spec, const std::filesystem::path& folder) {
  PathResolver resolver(std::filesystem::current_path() / folder);  // `folder` may be empty
  visitFields(spec, resolver);
}

}  // namespace macadam
