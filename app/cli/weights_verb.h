#pragma once

namespace CLI {
class App;
}

namespace macadam {

void addWeightsVerb(CLI::App& app);

}  // namespace macadam
