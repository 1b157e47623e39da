#include "cli/bench_verb.h"

#include "base/error.h"
#include "base/number_text.h"
#include "cli/busy_processes.h"
#include "session/loading_timing.h"
#include "spec/network_choices.h"
#include "spec/run_spec.h"
#include "spec/validate.h"
#include "train/step_timing.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <sys/resource.h>

namespace macadam {
namespace {

constexpr const char* kFooter =
    "Example: a distillation step of the full networks on two cores, and how fast tiles are loaded beside it\n"
    "  macadam-cli bench --method sslkd --size 128 --batch 2 --threads 2 --loading\n\n"
    "The same alone, and beside two programs that compute without end\n"
    "  macadam-cli bench --method sslkd --size 128 --batch 2 --threads 2 --beside 2\n\n"
    "The images are random and the weights fresh, so the figures say how fast a step is, not how good.";

struct BenchArguments {
  std::string method = "sslkd";
  int student = 50;
  int teacher = 101;
  double width = 1.0;
  int size = 128;
  int batch = 2;
  int steps = 5;
  int warmUp = 2;
  int threads = 0;
  int beside = 0;
  std::string device = "auto";
  bool loading = false;
  bool json = false;
};

std::vector<std::string> methodNames() {
  std::vector<std::string> names;
  for (const MethodFacts& method : kMethods) names.emplace_back(method.name);
  return names;
}

Encoder resNet(int depth) {
  return encoderFromName("resnet" + std::to_string(depth));
}

RunSpec specOf(const BenchArguments& arguments) {
  RunSpec spec;
  spec.data.path = ".";  // the images are random
  spec.threads = arguments.threads;
  if (const auto device = deviceFromText(arguments.device)) {
    spec.device = *device;
  } else {
    throw Error("--device " + arguments.device, "is not known", "take auto, cpu, cuda or cuda:1");
  }
  spec.networks.student = {.encoder = resNet(arguments.student), .width = arguments.width};
  spec.networks.of(Role::Teacher1) = {.encoder = resNet(arguments.teacher), .width = arguments.width};
  spec.networks.of(Role::Teacher2).width = arguments.width;
  spec.method = methodFromName(arguments.method);
  spec.data.tileSize = arguments.size;
  spec.schedule.labelledBatch = spec.schedule.unlabelledBatch = arguments.batch;
  if (const std::vector<Problem> problems = validate(spec); !problems.empty()) throw Error(problems);
  return spec;
}

long peakMemoryMebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

StepTiming timeBeside(const RunSpec& spec, const BenchArguments& arguments) {
  constexpr std::chrono::milliseconds kUntilThreadsSleep(1500);  // see shareCores
  const BusyProcesses others(arguments.beside);
  return timeTrainingStep(spec, arguments.warmUp, arguments.steps, kUntilThreadsSleep);
}

void bench(const BenchArguments& arguments) {
  const RunSpec spec = specOf(arguments);
  const StepTiming timing = timeTrainingStep(spec, arguments.warmUp, arguments.steps);
  nlohmann::ordered_json result{{"torch", timing.torch},
                                {"method", arguments.method},
                                {"device", timing.device},
                                {"size", arguments.size},
                                {"batch_labelled", arguments.batch},
                                {"batch_unlabelled", arguments.batch},
                                {"threads", timing.threads},
                                {"seconds_median", timing.medianSeconds},
                                {"seconds_min", timing.minimumSeconds},
                                {"images_per_second", timing.imagesPerSecond},
                                {"peak_memory_mib", peakMemoryMebibytes()}};
  const std::optional<std::int64_t> peakDevice = timing.peakDeviceBytes;
  if (peakDevice) result["peak_device_memory_mib"] = *peakDevice >> 20;
  if (!arguments.json) {
    std::printf("%s, %d + %d tiles of %d pixels, %s, LibTorch %s\n", arguments.method.c_str(), arguments.batch,
                arguments.batch, arguments.size, timing.device.c_str(), timing.torch.c_str());
    std::printf("  step      %s s median, %s s shortest, %s images/s\n", fixedText(timing.medianSeconds, 3).c_str(),
                fixedText(timing.minimumSeconds, 3).c_str(), fixedText(timing.imagesPerSecond, 2).c_str());
    std::printf("  memory    %ld MiB at its peak\n", peakMemoryMebibytes());
    if (peakDevice) std::printf("            %ld MiB on the GPU\n", static_cast<long>(*peakDevice >> 20));
  }
  if (arguments.beside > 0) {
    const StepTiming beside = timeBeside(spec, arguments);
    result["beside"] = arguments.beside;
    result["seconds_median_beside"] = beside.medianSeconds;
    if (!arguments.json) {
      std::printf("  beside    %s s median, while %d other process%s\n", fixedText(beside.medianSeconds, 3).c_str(),
                  arguments.beside, arguments.beside == 1 ? " computes" : "es compute");
    }
  }
  if (arguments.loading) {
    const LoadingTiming loading = timeLoading(spec, arguments.steps);
    result["tiles_per_second"] = loading.tilesPerSecond;
    result["waiting_share"] = loading.waitingShare;
    if (!arguments.json) {
      std::printf("  loading   %s tiles/s alone; training waits %s %% of its time\n",
                  fixedText(loading.tilesPerSecond, 0).c_str(), percentText(loading.waitingShare).c_str());
    }
  }
  if (arguments.json) std::puts(result.dump().c_str());
}

}  // namespace

void addBenchVerb(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("bench", "Time one training step of a method on networks of any size");
  const auto arguments = std::make_shared<BenchArguments>();
  verb->add_option("--method", arguments->method, "How the networks learn")
      ->check(CLI::IsMember(methodNames()))
      ->capture_default_str();
  verb->add_option("--student", arguments->student, "Depth of the student's ResNet")->capture_default_str();
  verb->add_option("--teacher", arguments->teacher, "Depth of teacher 1's ResNet; teacher 2 is SegNet")
      ->capture_default_str();
  verb->add_option("--width", arguments->width, "Factor on every channel count")->capture_default_str();
  verb->add_option("--size", arguments->size, "Side of a tile in pixels")->capture_default_str();
  verb->add_option("--batch", arguments->batch, "Labelled tiles per step, and as many unlabelled")
      ->capture_default_str();
  verb->add_option("--steps", arguments->steps, "Steps that are timed")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  verb->add_option("--warmup", arguments->warmUp, "Steps before them")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  verb->add_option("--threads", arguments->threads, "Compute threads; 0 takes every core")->capture_default_str();
  verb->add_option("--device", arguments->device, "auto, cpu, cuda or cuda:1")->capture_default_str();
  verb->add_option("--beside", arguments->beside,
                   "Time the steps again beside so many processes that compute without end")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  verb->add_flag("--loading", arguments->loading,
                 "Also time loading: tiles per second, and the share of steps spent waiting");
  verb->add_flag("--json", arguments->json, "Print one JSON line");
  verb->footer(kFooter);
  verb->callback([arguments] { bench(*arguments); });
}

}  // namespace macadam
