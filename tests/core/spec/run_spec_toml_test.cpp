#include "spec/run_spec_toml.h"

#include "base/error.h"
#include "spec/network_facts.h"
#include "support/comma_locale.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace macadam {
namespace {

std::string refusalOf(std::string_view toml) {
  try {
    parseRunSpec(toml, "run.toml");
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

RunSpec readBack(const RunSpec& spec) {
  return parseRunSpec(toToml(spec), "written");
}

TEST(RunSpecToml, EmptyTextIsTheDefaults) {
  EXPECT_EQ(parseRunSpec("", "run.toml"), RunSpec{});
}

TEST(RunSpecToml, ReadsAWholeSpec) {
  const RunSpec spec = parseRunSpec(R"(
    name = "mine"
    seed = 7
    device = "cuda:1"
    [data]
    path = "/data"
    tile_size = 256
    [split]
    unlabelled_per_labelled = 9
    group_by_scene = false
    [networks]
    student = { architecture = "segnet", encoder = "vgg16", width = 0.5 }
    teacher1 = { encoder = "resnet34" }
    [method]
    kind = "cms"
    first = "teacher2"
    second = "student"
    pseudo_labels_on = "unlabelled"
    [schedule]
    learning_rate = 2e-2
    [augment]
    flips = false
  )",
                                    "run.toml");

  RunSpec expected;
  expected.name = "mine";
  expected.seed = 7;
  expected.device = {DeviceKind::Cuda, 1};
  expected.data.path = "/data";
  expected.data.tileSize = 256;
  expected.split.unlabelledPerLabelled = 9.0;
  expected.split.groupByScene = false;
  expected.networks.student = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.5};
  expected.networks.of(Role::Teacher1) = NetworkSpec{.encoder = Encoder::ResNet34};
  expected.method = CmsSpec{.first = Role::Teacher2, .second = Role::Student, .pseudoLabelsOn = Scope::Unlabelled};
  expected.schedule.learningRate = 0.02;
  expected.augment.flips = false;
  EXPECT_EQ(spec, expected);
}

TEST(RunSpecToml, EveryMethodReadsBack) {
  for (const MethodFacts& facts : kMethods) {
    RunSpec spec;
    spec.method = methodFromName(std::string(facts.name));
    EXPECT_EQ(readBack(spec), spec) << toToml(spec);
  }
  const std::vector<MethodSpec> methods{
      SupervisedSpec{.network = Role::Teacher2, .iterations = 3},
      CpsSpec{.iterations = 4, .warmUpIterations = 1, .weight = 0.1, .pseudoLabelsOn = Scope::Unlabelled},
      CmsSpec{.first = Role::Student, .iterations = 5, .warmUpIterations = 2, .weight = 1.0 / 3.0},
      CctSpec{.iterations = 6, .weight = 29.999999999999996, .rampFraction = 1e-7},
      SslkdSpec{.iterations = 7,
                .featureWeight = 0.0,
                .probabilityWeight = 0.7,
                .pseudoLabelWeight = 1e5,
                .featuresOn = Scope::Labelled,
                .probabilitiesOn = Scope::Unlabelled,
                .teachersFrom = "/runs/a",
                .teachers = {.first = Role::Teacher2, .second = Role::Teacher1, .iterations = 9},
                .distillation = {.featureTransfer = FeatureTransfer::Projected,
                                 .hintonWeight = 0.1,
                                 .hintonTemperature = 20.0,
                                 .hintonOn = Scope::Labelled,
                                 .heoWeight = 0.2,
                                 .heoOn = Scope::Unlabelled,
                                 .zhouWeight = 2.5,
                                 .zhouTemperature = 3.0,
                                 .zhouOn = Scope::Labelled,
                                 .liuPixelWeight = 10.0,
                                 .liuPixelOn = Scope::Unlabelled,
                                 .liuPairWeight = 0.5,
                                 .liuPairRegions = 8,
                                 .liuPairOn = Scope::Labelled,
                                 .cwdWeight = 3.0,
                                 .cwdTemperature = 1.0,
                                 .cwdOn = Scope::Unlabelled,
                                 .distWeight = 1.0,
                                 .distOn = Scope::Labelled}}};
  for (const MethodSpec& method : methods) {
    RunSpec spec;
    spec.method = method;
    EXPECT_EQ(readBack(spec), spec) << toToml(spec);
  }
}

TEST(RunSpecToml, ADistillationThatStatesNoTermHasNone) {
  const RunSpec spec = parseRunSpec("[method]\nkind = \"sslkd\"\n", "run.toml");
  EXPECT_FALSE(hasTerms(std::get<SslkdSpec>(spec.method).distillation));
  EXPECT_TRUE(needsEqualFeatures(std::get<SslkdSpec>(spec.method)));
}

TEST(RunSpecToml, EveryNetworkReadsBack) {
  for (const EncoderFacts& encoder : kEncoders) {
    RunSpec spec;
    spec.networks = {.student = NetworkSpec{.encoder = encoder.encoder, .width = 0.1, .pretrained = "/w.pth"},
                     .teachers = {{.decoder = Decoder::SegNet,
                                   .encoder = Encoder::Vgg16,
                                   .width = 0.30000000000000004,
                                   .pretrained = "/v.safetensors"},
                                  {.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16}}};
    EXPECT_EQ(readBack(spec), spec) << toToml(spec);
  }
}

TEST(RunSpecToml, ReadsAndWritesMoreTeachersThanTwo) {
  const RunSpec spec = parseRunSpec(R"(
    [networks]
    teacher3 = { architecture = "unet" }
    teacher4 = { architecture = "segformer", width = 0.5 }
    [method.teachers]
    others = "teacher3, teacher4"
  )",
                                    "run.toml");
  ASSERT_EQ(spec.networks.teachers.size(), 4u);
  EXPECT_EQ(spec.networks.of(Role::teacher(3)), (NetworkSpec{.decoder = Decoder::UNet, .encoder = Encoder::ResNet34}))
      << "the encoder that is usual under it";
  EXPECT_EQ(spec.networks.of(Role::teacher(4)),
            (NetworkSpec{.decoder = Decoder::SegFormer, .encoder = Encoder::MitB0, .width = 0.5}));
  EXPECT_EQ(readBack(spec), spec) << toToml(spec);
  EXPECT_EQ(refusalOf("[networks]\nteacher4 = {}\n"),
            "run.toml:2: networks.teacher4 is not a field; did you mean 'teacher1'?")
      << "there is no third";
}

TEST(RunSpecToml, EveryOptimizerReadsBackAndWithoutOneItIsSgd) {
  for (const OptimizerFacts& optimizer : kOptimizers) {
    RunSpec spec;
    spec.schedule.optimizer = optimizer.value;
    EXPECT_EQ(readBack(spec), spec) << optimizer.name;
  }
  EXPECT_EQ(parseRunSpec("[schedule]\nmomentum = 0.5", "run.toml").schedule.optimizer, OptimizerKind::Sgd);
  EXPECT_EQ(refusalOf("[schedule]\noptimizer = \"lion\""),
            "run.toml:2: schedule.optimizer is \"lion\"; write \"sgd\" or \"adamw\"");
}

TEST(RunSpecToml, EveryLossReadsBackAndWithoutOneItIsCrossEntropy) {
  for (const Choice<LossKind>& loss : kLosses) {
    RunSpec spec;
    spec.schedule.loss = {.kind = loss.value, .roadWeight = 20.0};
    EXPECT_EQ(readBack(spec), spec) << loss.name;
  }
  EXPECT_EQ(parseRunSpec("[schedule]\nmomentum = 0.5", "run.toml").schedule.loss, LossSpec{});
  EXPECT_EQ(refusalOf("[schedule]\nloss = \"focal\""),
            "run.toml:2: schedule.loss is \"focal\"; write \"cross_entropy\", \"cross_entropy_dice\" or "
            "\"weighted_cross_entropy\"");
}

TEST(RunSpecToml, EveryDeviceReadsBack) {
  for (const DeviceSpec& device :
       {DeviceSpec{}, DeviceSpec{DeviceKind::Cpu}, DeviceSpec{DeviceKind::Cuda}, DeviceSpec{DeviceKind::Cuda, 3}}) {
    RunSpec spec;
    spec.device = device;
    EXPECT_EQ(readBack(spec), spec);
  }
}

TEST(RunSpecToml, TextsAndLargeNumbersReadBackExactly) {
  RunSpec spec;
  spec.name = "Straße \"A\" \\ \t\n\x01 路";
  spec.seed = 9007199254740991;
  spec.schedule.weightDecay = 4.9406564584124654e-324;
  spec.schedule.timeLimitMinutes = 123456.78900000001;
  EXPECT_EQ(readBack(spec), spec) << toToml(spec);
}

TEST(RunSpecToml, WritesFieldsInTheirOrderAndNetworksInOneLine) {
  RunSpec spec;
  spec.method = SupervisedSpec{};
  const std::string text = toToml(spec);
  EXPECT_TRUE(text.starts_with("name = \"run\"\nseed = 1\ndevice = \"auto\"\nthreads = 0\n\n[data]\npath = \"\"\n"))
      << text;
  EXPECT_NE(
      text.find(
          "\n[networks]\n"
          "student_from = \"\"\n"
          "student = { architecture = \"deeplab_v3plus\", encoder = \"resnet50\", width = 1.0, pretrained = \"\" }\n"
          "teacher1 = { architecture = \"deeplab_v3plus\", encoder = \"resnet101\", width = 1.0, pretrained = \"\" }\n"
          "teacher2 = { architecture = \"segnet\", encoder = \"vgg16\", width = 1.0, pretrained = \"\" }\n"
          "\n[method]\nkind = \"supervised\"\nnetwork = \"student\"\niterations = 20000\n\n[schedule]\n"),
      std::string::npos)
      << text;
}

TEST(RunSpecToml, WritesNumbersInTheirShortestForm) {
  const std::string text = toToml(RunSpec{});
  for (const char* line : {"learning_rate = 0.01", "weight_decay = 1e-4", "minimum_learning_rate = 1e-6",
                           "weight = 1.5", "unlabelled_per_labelled = 4.0"}) {
    EXPECT_NE(text.find("\n" + std::string(line) + "\n"), std::string::npos) << line;
  }
}

TEST(RunSpecToml, RefusesUnknownFieldsWithTheNearestName) {
  EXPECT_EQ(refusalOf("[schedule]\n\nlearnin_rate = 0.1\n"),
            "run.toml:3: schedule.learnin_rate is not a field; did you mean 'learning_rate'?");
  EXPECT_EQ(refusalOf("[network]\n"), "run.toml:1: network is not a field; did you mean 'networks'?");
  EXPECT_EQ(refusalOf("colour = 1\n"),
            "run.toml:1: colour is not a field; "
            "known are: name, seed, device, threads, data, split, networks, method, schedule, augment");
}

TEST(RunSpecToml, KnowsOnlyTheFieldsOfTheChosenMethod) {
  EXPECT_EQ(refusalOf("[method]\nkind = \"cct\"\nfeature_weight = 1\n"),
            "run.toml:3: method.feature_weight is not a field; known are: kind, iterations, weight, ramp_fraction");
}

TEST(RunSpecToml, RefusesKindsThatDoNotExist) {
  const std::string refusal = refusalOf("[method]\nkind = \"self_training\"\ndecay = 0.99\n");
  EXPECT_TRUE(refusal.starts_with("run.toml:2: method.kind is \"self_training\"; write \"supervised\", ")) << refusal;
  for (const MethodFacts& method : kMethods) {
    EXPECT_NE(refusal.find('"' + std::string(method.name) + '"'), std::string::npos) << refusal;
  }
  EXPECT_EQ(refusalOf("[networks]\nstudent = { architecture = \"fcn\" }\n"),
            "run.toml:2: networks.student.architecture is \"fcn\"; "
            "write \"deeplab_v3plus\", \"segnet\", \"unet\", \"pspnet\" or \"segformer\"");
}

TEST(RunSpecToml, RefusesNamesThatDoNotExist) {
  EXPECT_EQ(refusalOf("[networks]\nteacher1 = { encoder = \"resnet152\" }\n"),
            "run.toml:2: networks.teacher1.encoder is \"resnet152\"; "
            "write \"resnet18\", \"resnet34\", \"resnet50\", \"resnet101\", \"vgg16\", \"mit_b0\", \"mit_b1\", "
            "\"mit_b2\", \"efficientnet_lite0\", \"efficientnet_lite1\" or \"efficientnet_lite2\"");
  EXPECT_EQ(refusalOf("[networks]\nteacher2 = { encoder = \"resnet50\" }\n"),
            "run.toml:2: networks.teacher2.encoder is \"resnet50\"; write \"vgg16\"");
  EXPECT_EQ(refusalOf("[method]\nfeatures_on = \"all\"\n"),
            "run.toml:2: method.features_on is \"all\"; write \"labelled\", \"unlabelled\" or \"both\"");
  EXPECT_EQ(refusalOf("[method.teachers]\nfirst = \"teacher10\"\n"),
            "run.toml:2: method.teachers.first is \"teacher10\"; write \"student\", \"teacher1\", \"teacher2\", "
            "\"teacher3\", \"teacher4\", \"teacher5\", \"teacher6\", \"teacher7\", \"teacher8\" or \"teacher9\"");
  EXPECT_EQ(refusalOf("device = \"gpu\"\n"),
            "run.toml:1: device is \"gpu\"; write \"auto\", \"cpu\", \"cuda\" or for example \"cuda:1\"");
}

TEST(RunSpecToml, RefusesWrongTypes) {
  EXPECT_EQ(refusalOf("name = 3"), "run.toml:1: name is 3; write a text in quotes");
  EXPECT_EQ(refusalOf("threads = \"all\""), "run.toml:1: threads is \"all\"; write a whole number from 0 to 1024");
  EXPECT_EQ(refusalOf("threads = 1.5"), "run.toml:1: threads is 1.5; write a whole number from 0 to 1024");
  EXPECT_EQ(refusalOf("[schedule]\npower = true"), "run.toml:2: schedule.power is true; write a number from 0 to 10");
  EXPECT_EQ(refusalOf("[augment]\nflips = 1"), "run.toml:2: augment.flips is 1; write true or false");
  EXPECT_EQ(refusalOf("[data]\npath = [\"a\"]"), "run.toml:2: data.path is a list; write a text in quotes");
  EXPECT_EQ(refusalOf("data = \"/data\""), "run.toml:1: data is \"/data\"; write a table, as in data = { ... }");
  EXPECT_EQ(refusalOf("method = \"cps\""), "run.toml:1: method is \"cps\"; write a table, as in method = { ... }");
}

TEST(RunSpecToml, RefusesValuesOutOfRange) {
  EXPECT_EQ(refusalOf("seed = -1"), "run.toml:1: seed is -1; write a whole number from 0 to 9007199254740991");
  EXPECT_EQ(refusalOf("[data]\ntile_size = 5000000000"),
            "run.toml:2: data.tile_size is 5000000000; write a whole number from 32 to 8192");
  EXPECT_EQ(refusalOf("[schedule]\nlearning_rate = 0"),
            "run.toml:2: schedule.learning_rate is 0; write a number above 0 and at most 100");
  EXPECT_EQ(refusalOf("[schedule]\nmomentum = nan"),
            "run.toml:2: schedule.momentum is nan; write a number from 0 to 0.999");
  EXPECT_EQ(refusalOf("[schedule]\nweight_decay = inf"),
            "run.toml:2: schedule.weight_decay is inf; write a number from 0 to 1");
}

TEST(RunSpecToml, RefusesBrokenTomlWithItsLine) {
  const std::string refusal = refusalOf("name = \"run\"\nseed = \n");
  EXPECT_TRUE(refusal.starts_with("run.toml:2 is not TOML (")) << refusal;
}

TEST(RunSpecToml, CollectsAllProblems) {
  try {
    parseRunSpec("sed = 1\n[data]\ntile_size = 1\n[method]\nkind = \"cps\"\nweight = \"much\"\n", "run.toml");
    FAIL() << "accepted";
  } catch (const Error& error) {
    const std::vector<Problem> expected{{"run.toml:3: data.tile_size", "is 1", "write a whole number from 32 to 8192"},
                                        {"run.toml:6: method.weight", "is \"much\"", "write a number of at least 0"},
                                        {"run.toml:1: sed", "is not a field", "did you mean 'seed'?"}};
    EXPECT_EQ(error.problems(), expected) << error.what();
  }
}

TEST(RunSpecToml, PathsOfAFileCountFromItsFolder) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "specs");
  std::ofstream(folder / "specs/run.toml") << R"(
    [data]
    path = "../roads"
    [split]
    file = "/splits/one.toml"
    [networks]
    student = { pretrained = "resnet50.pth" }
    [method]
    teachers_from = "~/runs/teachers"
  )";
  ::setenv("HOME", "/home/someone", 1);
  const RunSpec spec = loadRunSpec(folder / "specs/run.toml");
  EXPECT_EQ(spec.data.path, (folder / "roads").string());
  EXPECT_EQ(spec.split.file, "/splits/one.toml");
  EXPECT_EQ(spec.networks.student.pretrained, (folder / "specs/resnet50.pth").string());
  EXPECT_EQ(spec.networks.of(Role::Teacher1).pretrained, "");
  EXPECT_EQ(std::get<SslkdSpec>(spec.method).teachersFrom, "/home/someone/runs/teachers");
}

TEST(RunSpecToml, LooksForWeightsNamedAloneAmongTheInstalledEncodersToo) {
  const TemporaryFolder folder;
  const std::filesystem::path installed = folder / "data/macadam/encoders";
  std::filesystem::create_directories(installed);
  for (const std::string name : {"both.pth", "installed.pth"}) std::ofstream(installed / name) << "weights";
  std::ofstream(folder / "both.pth") << "weights";
  const char* given = std::getenv("XDG_DATA_HOME");
  const std::string before = given == nullptr ? "" : given;
  ::setenv("XDG_DATA_HOME", (folder / "data").c_str(), 1);
  const auto resolved = [&](const std::string& written) {
    std::ofstream(folder / "run.toml") << "[networks]\nstudent = { pretrained = \"" << written << "\" }\n";
    return loadRunSpec(folder / "run.toml").networks.student.pretrained;
  };
  EXPECT_EQ(resolved("installed.pth"), (installed / "installed.pth").string());
  EXPECT_EQ(resolved("both.pth"), (folder / "both.pth").string());
  EXPECT_EQ(resolved("neither.pth"), (folder / "neither.pth").string());
  EXPECT_EQ(resolved("a/installed.pth"), (folder / "a/installed.pth").string());
  EXPECT_EQ(resolved("efficientnet_lite0.pth"), (installed / "efficientnet_lite0.pth").string());  // to be missed there
  if (before.empty()) {
    ::unsetenv("XDG_DATA_HOME");
  } else {
    ::setenv("XDG_DATA_HOME", before.c_str(), 1);
  }
}

TEST(RunSpecToml, ReadsAndWritesTheSameUnderACommaLocale) {
  RunSpec spec;
  spec.schedule.learningRate = 0.025;
  spec.schedule.weightDecay = 1e-4;
  spec.networks.student = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.25};
  const std::string text = toToml(spec);
  const CommaLocale locale;
  EXPECT_EQ(toToml(spec), text);
  EXPECT_EQ(parseRunSpec(text, "spec"), spec);
  RunSpec changed = spec;
  applyOverride(changed, "schedule.learning_rate=0.5");
  EXPECT_EQ(changed.schedule.learningRate, 0.5);
}

TEST(RunSpecToml, NamesAFileThatCannotBeRead) {
  const TemporaryFolder folder;
  try {
    loadRunSpec(folder / "none.toml");
    FAIL() << "read";
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()), (folder / "none.toml").string() +
                                             " cannot be read (No such file or directory); "
                                             "check the name; a preset is named without .toml");
  }
}

}  // namespace
}  // namespace macadam
