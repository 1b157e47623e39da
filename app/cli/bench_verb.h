#pragma once

namespace CLI {
class App;
}

namespace macadam {

void addBenchVerb(CLI::App& app);

}  // namespace macadam
