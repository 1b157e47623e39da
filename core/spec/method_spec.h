#pragma once

#include "spec/methods/ael.h"
#include "spec/methods/cct.h"
#include "spec/methods/cgssl.h"
#include "spec/methods/cms.h"
#include "spec/methods/cps.h"
#include "spec/methods/cross_teaching.h"
#include "spec/methods/fixmatch.h"
#include "spec/methods/flexmatch.h"
#include "spec/methods/gct.h"
#include "spec/methods/mean_teacher.h"
#include "spec/methods/sslkd.h"
#include "spec/methods/supervised.h"
#include "spec/methods/unimatch.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace macadam {

/// The methods that there are; everything else asks them.
using MethodSpec = std::variant<SupervisedSpec, CpsSpec, CmsSpec, CctSpec, SslkdSpec, MeanTeacherSpec, FixMatchSpec,
                                FlexMatchSpec, UniMatchSpec, CrossTeachingSpec, CgsslSpec, AelSpec, GctSpec>;

inline constexpr std::string_view kMethodKey = "kind";  ///< That names the chosen one in files.

template <typename... Specs>
constexpr std::array<MethodFacts, sizeof...(Specs)> factsOfEach(std::type_identity<std::variant<Specs...>>) {
  return {Specs::kFacts...};
}

/// In the order of the variant.
inline constexpr auto kMethods = factsOfEach(std::type_identity<MethodSpec>{});

inline const MethodFacts& factsOf(const MethodSpec& method) {
  return kMethods[method.index()];
}

/// What it does and where it is from, as one sentence.
std::string sentenceOf(const MethodFacts& facts);

/// A method by its name in files, with its defaults. @throws Error that says which was meant.
MethodSpec methodFromName(const std::string& name);

std::vector<Part> partsOf(const MethodSpec& method);
/// The roles whose specs build networks of a run, each once, the student first.
std::vector<Role> rolesBuilt(const MethodSpec& method);
/// The networks that tables tell of, in the order in which they are trained.
std::vector<Part> partsReported(const MethodSpec& method);
/// The one by which a run is judged.
Part mainPart(const MethodSpec& method);
/// Whether a step sees unlabelled tiles at all; with pseudo-labels on labelled tiles alone it does not.
bool readsUnlabelled(const MethodSpec& method);

/// How teachers teach each other, where a run trains them; else null.
CmsSpec* teachersOf(MethodSpec& method);

/// Training steps of its last phase, warm-up included.
std::int64_t iterationsOf(const MethodSpec& method);
/// A longer course of the last phase.
void addIterations(MethodSpec& method, std::int64_t more);

}  // namespace macadam
