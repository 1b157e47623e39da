#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace macadam {

/// DeepLabV3+ with a ResNet encoder at output stride 16.
struct DeepLabV3PlusSpec {
  int encoderDepth = 50;   ///< 18, 34, 50 or 101.
  double width = 1.0;      ///< Factor on every channel count; 1 is the published network.
  std::string pretrained;  ///< A torchvision ResNet state dict (.pth or .safetensors) for the encoder; empty trains
                           ///< from scratch.

  bool operator==(const DeepLabV3PlusSpec&) const = default;
};

/// SegNet: VGG-16 with BatchNorm, pooling indices, mirrored decoder.
struct SegNetSpec {
  double width = 1.0;
  std::string pretrained;  ///< A torchvision VGG-16-BN state dict for the encoder.

  bool operator==(const SegNetSpec&) const = default;
};

using NetworkSpec = std::variant<DeepLabV3PlusSpec, SegNetSpec>;

/// The part that a network plays in a run; also its name in checkpoints and events (`student`, `teacher1`, `teacher2`).
enum class Role { Student, Teacher1, Teacher2 };

std::string toString(Role role);

/// One line such as `deeplab_v3plus resnet50 width=0.5`; what a checkpoint stores so that it can be opened alone.
std::string toText(const NetworkSpec& spec);
/// The reverse, without the pretrained file. @throws Error on anything else.
NetworkSpec networkSpecFromText(const std::string& text);

struct NetworksSpec {
  NetworkSpec student = DeepLabV3PlusSpec{.encoderDepth = 50};
  NetworkSpec teacher1 = DeepLabV3PlusSpec{.encoderDepth = 101};
  NetworkSpec teacher2 = SegNetSpec{};
  std::string studentFrom;  ///< A run folder or checkpoint with a trained `student` of the same kind, whose weights the
                            ///< student begins with; empty begins as its own spec says.

  const NetworkSpec& of(Role role) const;
  bool operator==(const NetworksSpec&) const = default;
};

/// Which images of a step a loss term sees.
enum class Scope { Labelled, Unlabelled, Both };

/// Cross-entropy on labelled tiles alone (paper, eq. 1).
struct SupervisedSpec {
  Role network = Role::Student;
  std::int64_t iterations = 20000;

  bool operator==(const SupervisedSpec&) const = default;
};

/// Cross pseudo supervision: two initialisations of the student teach each other (Chen et al. 2021).
struct CpsSpec {
  std::int64_t iterations = 20000;
  std::int64_t warmUpIterations = 0;  ///< Of `iterations`, how many train on labelled tiles alone first.
  double weight = 1.5;                ///< Chen et al., reference code.
  Scope pseudoLabelsOn = Scope::Both;

  bool operator==(const CpsSpec&) const = default;
};

/// Cross-model supervision: two different architectures teach each other (paper, step 1).
struct CmsSpec {
  Role first = Role::Teacher1;
  Role second = Role::Teacher2;
  std::int64_t iterations = 20000;       ///< Including the warm-up.
  std::int64_t warmUpIterations = 5000;  ///< Ours: the paper prints no number.
  double weight = 1.5;                   ///< The authors' earlier code for the same loss; the paper prints none.
  Scope pseudoLabelsOn = Scope::Both;

  bool operator==(const CmsSpec&) const = default;
};

/// Cross-consistency training: auxiliary decoders on perturbed features (Ouali et al. 2020).
struct CctSpec {
  std::int64_t iterations = 20000;
  double weight = 30.0;       ///< Ouali et al., reference code.
  double rampFraction = 0.1;  ///< The weight rises as a sigmoid over this share of the iterations.

  bool operator==(const CctSpec&) const = default;
};

/// The number type that frozen teachers compute in; networks in training always keep their weights in 32 bits.
enum class TeacherPrecision {
  Auto,  ///< bfloat16 where the device computes it natively (CUDA, AVX512-BF16), else float32.
  Float32,
};

/// Semi-supervised learning by knowledge distillation: frozen teachers teach the student (paper, step 2).
struct SslkdSpec {
  std::int64_t iterations = 20000;       ///< The student's, including the warm-up.
  std::int64_t warmUpIterations = 5000;  ///< Ours: the paper prints no number.
  double featureWeight = 1.0;            ///< The paper adds its terms unweighted.
  double probabilityWeight = 1.0;
  double pseudoLabelWeight = 1.0;
  Scope featuresOn = Scope::Both;
  Scope probabilitiesOn = Scope::Both;
  TeacherPrecision teacherPrecision = TeacherPrecision::Auto;
  /// A run folder or checkpoint that holds trained `teacher1` and `teacher2`; empty trains them in this run by
  /// `teachers`.
  std::string teachersFrom;
  CmsSpec teachers;

  bool operator==(const SslkdSpec&) const = default;
};

using MethodSpec = std::variant<SupervisedSpec, CpsSpec, CmsSpec, CctSpec, SslkdSpec>;

/// Training steps of its last stage, warm-up included.
std::int64_t iterationsOf(const MethodSpec& method);

/// A longer course of the last stage.
void addIterations(MethodSpec& method, std::int64_t more);

/// SGD with a polynomial learning rate per iteration, which may rise to it first; batches; when to look and to stop.
struct ScheduleSpec {
  int labelledBatch = 5;
  int unlabelledBatch = 5;
  double learningRate = 0.01;
  std::int64_t learningRateWarmUp = 0;  ///< Iterations over which the rate first rises linearly to its course.
  double momentum = 0.9;
  double weightDecay = 1e-4;
  double pretrainedEncoderFactor = 0.1;  ///< Learning-rate factor of an encoder that was loaded pretrained.
  double power = 0.9;
  double minimumLearningRate = 1e-6;
  std::int64_t evaluateEvery = 500;  ///< Iterations between evaluations on the validation tiles.
  std::int64_t checkpointEvery = 500;
  std::int64_t previewEvery = 500;   ///< Iterations between previews of one validation tile; 0 for none.
  std::string previewTile;           ///< Its sample id; empty takes one that has roads.
  std::int64_t stopAfterNoGain = 0;  ///< End a stage after this many evaluations without a better IoU; 0 never.
  double timeLimitMinutes = 0.0;     ///< End with a checkpoint after this time since start or resume, pauses not
                                     ///< counted; 0 never.

  bool operator==(const ScheduleSpec&) const = default;
};

/// Weak augmentation, applied to image and mask together.
struct AugmentSpec {
  bool flips = true;
  bool quarterTurns = true;
  double minimumScale = 0.75;
  double maximumScale = 1.5;
  double brightness = 0.15;  ///< Largest relative change, drawn per tile; likewise contrast and saturation.
  double contrast = 0.15;
  double saturation = 0.15;

  bool operator==(const AugmentSpec&) const = default;
};

struct DataSpec {
  std::string path;      ///< A data set or project folder.
  int tileSize = 512;    ///< Side of a training crop, in pixels.
  int windowSize = 512;  ///< Pictures larger than 1.5 windows are cut into samples of this side.
  std::string bands;     ///< As bandsFromText: those shown as red, green and blue; empty takes what the files declare.
  int decodeWorkers = 2;
  int cacheMegabytes = 2048;  ///< Budget for decoded tiles.
  std::string maskValues;     ///< What the masks' values mean (labels/mask_values.h); empty is decided by the masks.
  bool acceptUnlikelyMasks = false;  ///< Train although no label is road, or more than half.

  bool operator==(const DataSpec&) const = default;
};

/// How the training samples are divided; a saved split, when named, wins over the drawing rules.
struct SplitSpec {
  std::string file;                    ///< A saved split (.toml); empty draws one by the rules below.
  double unlabelledPerLabelled = 4.0;  ///< 4 means 1:4.
  std::uint64_t seed = 1;
  bool groupByScene = true;  ///< Keep all tiles of a scene in one subset.
  bool stratifyByRoadShare = true;
  double validationShare = 0.15;  ///< Used where the data set declares no validation tiles.
  double testShare = 0.15;        ///< Used where the data set declares no test tiles.

  bool operator==(const SplitSpec&) const = default;
};

enum class DeviceKind { Auto, Cpu, Cuda };

struct DeviceSpec {
  DeviceKind kind = DeviceKind::Auto;
  int index = 0;

  bool operator==(const DeviceSpec&) const = default;
};

/// `auto`, `cpu`, `cuda` or `cuda:1`.
std::string toText(const DeviceSpec& device);
/// The reverse; empty for anything else.
std::optional<DeviceSpec> deviceFromText(std::string_view text);

/// Everything that decides what a run computes.
struct RunSpec {
  std::string name = "run";
  std::uint64_t seed = 1;
  DeviceSpec device;
  int threads = 0;  ///< Compute threads on the CPU; 0 takes every core.
  DataSpec data;
  SplitSpec split;
  NetworksSpec networks;
  MethodSpec method = SslkdSpec{};
  ScheduleSpec schedule;
  AugmentSpec augment;

  bool operator==(const RunSpec&) const = default;
};

}  // namespace macadam
