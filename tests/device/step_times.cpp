// Times training steps of the engine alone, as check.sh needs them; macadam-cli bench is the one for users.
//
//   step_times DEVICE STUDENT TEACHER WARMUP STEPS METHOD:SIZE:BATCH…   a JSON line for each METHOD:SIZE:BATCH

#include "base/error.h"
#include "spec/network_choices.h"
#include "spec/run_spec.h"
#include "train/step_timing.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sstream>
#include <string>

namespace macadam {
namespace {

struct Case {
  std::string method;
  int size = 0;
  int batch = 0;
};

Case caseOf(const std::string& text) {
  std::istringstream stream(text);
  Case read;
  char colon = 0;
  std::getline(stream, read.method, ':');
  if (stream >> read.size >> colon >> read.batch && colon == ':') return read;
  throw Error(text, "is no METHOD:SIZE:BATCH", "write it as sslkd:512:5");
}

RunSpec specOf(const Case& timed, const std::string& device, int student, int teacher) {
  RunSpec spec;
  const auto named = deviceFromText(device);
  if (!named) throw Error(device, "is no device", "take cpu or cuda");
  spec.device = *named;
  spec.networks.student = {.encoder = encoderFromName("resnet" + std::to_string(student))};
  spec.networks.of(Role::Teacher1) = {.encoder = encoderFromName("resnet" + std::to_string(teacher))};
  spec.method = methodFromName(timed.method);
  spec.data.tileSize = timed.size;
  spec.schedule.labelledBatch = spec.schedule.unlabelledBatch = timed.batch;
  return spec;
}

/// The first line of a failure, fit for a JSON string.
std::string quoted(const std::string& message) {
  std::string text;
  for (const char c : message.substr(0, message.find('\n'))) {
    if (c == '"' || c == '\\') text += '\\';
    text += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return '"' + text + '"';
}

std::string resultOf(const Case& timed, const StepTiming& timing) {
  std::ostringstream json;
  json << "{\"program\": \"macadam\", \"method\": \"" << timed.method << "\", \"size\": " << timed.size
       << ", \"batch\": " << timed.batch << ", \"seconds_median\": " << timing.medianSeconds
       << ", \"seconds_min\": " << timing.minimumSeconds;
  if (timing.peakDeviceBytes) json << ", \"peak_device_memory_mib\": " << (*timing.peakDeviceBytes >> 20);
  json << "}";
  return json.str();
}

std::string lineOf(const Case& timed, char** arguments) {
  try {
    const RunSpec spec = specOf(timed, arguments[1], std::atoi(arguments[2]), std::atoi(arguments[3]));
    return resultOf(timed, timeTrainingStep(spec, std::atoi(arguments[4]), std::atoi(arguments[5])));
  } catch (const std::exception& error) {
    return "{\"program\": \"macadam\", \"method\": \"" + timed.method + "\", \"size\": " + std::to_string(timed.size) +
           ", \"batch\": " + std::to_string(timed.batch) + ", \"failed\": " + quoted(error.what()) + "}";
  }
}

}  // namespace
}  // namespace macadam

int main(int count, char** arguments) {
  if (count < 7) {
    std::fputs("step_times DEVICE STUDENT TEACHER WARMUP STEPS METHOD:SIZE:BATCH…\n", stderr);
    return 2;
  }
  try {
    for (int i = 6; i < count; ++i) {
      std::puts(macadam::lineOf(macadam::caseOf(arguments[i]), arguments).c_str());
      std::fflush(stdout);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
  return 0;
}
