#pragma once

#include "spec/run_spec.h"

namespace macadam {

/// Where among the stages of a run the training of a network begins; both count from 1.
struct StagePlace {
  int first = 1;
  int count = 1;

  bool operator==(const StagePlace&) const = default;
};

StagePlace stagePlace(const MethodSpec& method, Role network);

/// Whether a run trains teachers first and then its student.
bool trainsItsTeachers(const MethodSpec& method);

}  // namespace macadam
