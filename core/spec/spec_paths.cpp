#include "spec/spec_paths.h"

#include "spec/encoders_folder.h"
#include "spec/run_spec_fields.h"

#include <cstdlib>
#include <system_error>

namespace macadam {
namespace {

std::filesystem::path expandHome(const std::string& path) {
  const char* home = std::getenv("HOME");
  const bool fromHome = path == "~" || path.starts_with("~/");
  if (home == nullptr || !fromHome) return path;
  return std::filesystem::path(home) / path.substr(path.size() > 1 ? 2 : 1);
}

/// As the files that set-up brings are named.
bool isNamedAsBrought(const std::filesystem::path& file) {
  return file.extension() == ".pth" && file.stem().string().starts_with("efficientnet_lite");
}

/// A file that is named alone and does not lie in `folder` is meant where set-up brings encoders, if it is one of them
/// or is named as they are, so that a missing one is missed there.
std::filesystem::path folderOf(const std::filesystem::path& file, const std::filesystem::path& folder) {
  std::error_code unknown;
  if (file.has_parent_path() || std::filesystem::exists(folder / file, unknown)) return folder;
  const std::filesystem::path encoders = encodersFolder();
  return isNamedAsBrought(file) || std::filesystem::exists(encoders / file, unknown) ? encoders : folder;
}

class PathResolver {
 public:
  explicit PathResolver(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void value(const Field& field, std::string& text) {
    if (field.meaning != Meaning::Path || text.empty()) return;
    const std::filesystem::path given = expandHome(text);
    const std::filesystem::path folder = field.key == "pretrained" ? folderOf(given, folder_) : folder_;
    text = (folder / given).lexically_normal().string();
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
