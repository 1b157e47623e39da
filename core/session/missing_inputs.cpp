#include "session/missing_inputs.h"

#include "spec/encoders_folder.h"
#include "spec/idle_settings.h"
#include "spec/run_spec_fields.h"

#include <filesystem>
#include <string>

namespace macadam {
namespace {

std::string remedyFor(const std::filesystem::path& file) {
  const bool isBrought = !encodersFolder().empty() && file.parent_path() == encodersFolder();
  return isBrought ? "packaging/setup.sh --encoders brings it; or leave the field empty for random weights"
                   : "check the name";
}

/// A visitor that looks whether what a path names is there.
class InputFinder {
 public:
  InputFinder(std::vector<Problem>& problems, const std::vector<IdleSetting>& idle, std::string path)
      : problems_(problems), idle_(idle), path_(std::move(path)) {}

  void value(const Field& field, const std::string& text) {
    const std::string key = joinPath(path_, field.key);
    std::error_code unknown;
    if (field.meaning != Meaning::Path || text.empty() || std::filesystem::exists(text, unknown)) return;
    if (!whyIdle(key, idle_).empty()) return;
    problems_.push_back({key, "names " + text + ", which does not exist", remedyFor(text)});
  }
  void value(const Field&, const auto&) {}
  void choice(const Field&, const auto&, const auto&) {}
  void table(const Field& field, const auto& spec) {
    InputFinder inner(problems_, idle_, joinPath(path_, field.key));
    visitFields(spec, inner);
  }
  void method(const Field& field, const MethodSpec& method) {
    InputFinder inner(problems_, idle_, joinPath(path_, field.key));
    std::visit([&inner](const auto& spec) { visitFields(spec, inner); }, method);
  }

 private:
  std::vector<Problem>& problems_;
  const std::vector<IdleSetting>& idle_;
  std::string path_;
};

}  // namespace

std::vector<Problem> missingInputs(const RunSpec& spec) {
  std::vector<Problem> problems;
  const std::vector<IdleSetting> idle = idleSettings(spec);
  InputFinder finder(problems, idle, "");
  visitFields(spec, finder);
  return problems;
}

}  // namespace macadam
