#pragma once

#include "spec/network_choices.h"
#include "spec/run_spec.h"

namespace macadam {

/// Every field of a run's spec: its key, its meaning, its range, its effect, its member; stated here and, of
/// methods, in spec/methods, and nowhere else.
///
/// `visitFields(spec, visitor)` calls, in the order of the file,
///   visitor.value(field, member)            for a number, text, flag or device,
///   visitor.choice(field, member, choices)  for a value that has a name,
///   visitor.table(field, member)            for a struct with fields of its own,
///   visitor.method(field, member)           for the method, which is one of several structs.
/// The spec may be const; fields precede tables, as TOML wants them.

void visitFields(Is<NetworkSpec> auto& spec, auto& visitor) {
  visitor.choice({kArchitectureKey, "What the network is."}, spec.decoder, kDecoderChoices);
  visitor.choice({"encoder", "The encoder under it."}, spec.encoder, encodersFor(spec.decoder));
  visitor.value({"width", "Factor on every channel count; 1 is the published network.", kWidths}, spec.width);
  visitor.value({"pretrained",
                 "File with weights of the encoder, whatever stands around it (.pth, .pt, .safetensors); empty trains "
                 "from scratch. A name alone is looked for beside the spec, then among the encoders that "
                 "packaging/setup.sh --encoders brings (~/.local/share/macadam/encoders).",
                 {},
                 Meaning::Path},
                spec.pretrained);
}

/// A visitor that `names` a teacher beyond those that are there, adds it.
void visitFields(Is<NetworksSpec> auto& spec, auto& visitor) {
  visitor.value({"student_from",
                 "Run folder or checkpoint with a trained student of the same kind, whose weights the student begins "
                 "with; empty begins as the next table says.",
                 {},
                 Meaning::Path},
                spec.studentFrom);
  visitor.table({kRoleNames[0], "The small network that is wanted in the end."}, spec.student);
  for (std::size_t i = 0; i < Role::kMostTeachers; ++i) {
    const std::string_view key = kRoleNames[i + 1];
    if constexpr (requires { visitor.names(key); }) {
      if (i == spec.teachers.size() && visitor.names(key)) spec.teachers.emplace_back();
    }
    if (i < spec.teachers.size()) visitor.table({key, kTeacherDocs[i == 0 ? 0 : i == 1 ? 1 : 2]}, spec.teachers[i]);
  }
}

void visitFields(Is<ScheduleSpec> auto& spec, auto& visitor) {
  visitor.value({"labelled_batch", "Labelled tiles per step.", between(1, 4096), Meaning::Value, Effect::Course},
                spec.labelledBatch);
  visitor.value({"unlabelled_batch", "Unlabelled tiles per step.", between(0, 4096), Meaning::Value, Effect::Course},
                spec.unlabelledBatch);
  visitor.choice(
      {"loss",
       "What the labels of tiles teach by, the same for students and teachers of all methods: cross-entropy, "
       "cross-entropy and the Dice error of road together, or cross-entropy in which road counts more. "
       "Pseudo-labels teach as each method's source has it."},
      spec.loss.kind, kLosses);
  visitor.value({"road_weight", "Weight of a road pixel in the weighted cross-entropy; one of background weighs 1.",
                 aboveUpTo(0, 1000)},
                spec.loss.roadWeight);
  visitor.choice({"optimizer",
                  "How gradients change weights: by SGD with momentum, or by AdamW (betas 0.9 and 0.999), which "
                  "transformers are usually trained with."},
                 spec.optimizer, kOptimizers);
  visitor.value(
      {"learning_rate",
       "Learning rate at the first step, for AdamW about a hundredth of SGD's; a run that trains teachers and then a "
       "student begins with it twice.",
       aboveUpTo(0, 100)},
      spec.learningRate);
  visitor.value({"learning_rate_warm_up",
                 "Steps over which the learning rate rises linearly from zero, whenever it begins; high rates need it.",
                 kIterationsOrNone},
                spec.learningRateWarmUp);
  visitor.value({"momentum", "Momentum of SGD; AdamW has its own means.", between(0, 0.999)}, spec.momentum);
  visitor.value({"weight_decay", "Weight decay; AdamW applies it to the weights themselves, and usually takes 0.01.",
                 between(0, 1)},
                spec.weightDecay);
  visitor.value({"pretrained_encoder_factor", "Factor on the learning rate of an encoder that was loaded pretrained.",
                 between(0, 100)},
                spec.pretrainedEncoderFactor);
  visitor.value(
      {"frozen_encoder_iterations",
       "Steps over which an encoder that was loaded pretrained stays as it is, the statistics of its BatchNorms "
       "included: the first ones of the teachers, and again of the student.",
       kIterationsOrNone},
      spec.frozenEncoderIterations);
  visitor.value(
      {"power",
       "Power of the polynomial decay over all steps of the teachers, then over all of the student's; 0 keeps "
       "the rate.",
       between(0, 10)},
      spec.power);
  visitor.value({"minimum_learning_rate", "Floor of the learning rate.", between(0, 100)}, spec.minimumLearningRate);
  visitor.value({"evaluate_every", "Steps between evaluations on the validation tiles.", kIterations, Meaning::Value,
                 Effect::Course},
                spec.evaluateEvery);
  visitor.value({"checkpoint_every", "Steps between checkpoints.", kIterations, Meaning::Value, Effect::None},
                spec.checkpointEvery);
  visitor.value({"preview_every", "Steps between previews of a validation tile; 0 for none.", kIterationsOrNone,
                 Meaning::Value, Effect::None},
                spec.previewEvery);
  visitor.value({"preview_tile",
                 "The validation tile that previews show; empty takes one that has roads.",
                 {},
                 Meaning::Value,
                 Effect::None},
                spec.previewTile);
  visitor.value(
      {"stop_after_no_gain",
       "End the teachers' or the student's training, their warm-up apart, after this many evaluations without "
       "a better IoU; 0 never.",
       kIterationsOrNone, Meaning::Value, Effect::Course},
      spec.stopAfterNoGain);
  visitor.value({"time_limit_minutes",
                 "End with a checkpoint after this time since start or resume, pauses not counted; 0 never.",
                 atLeast(0), Meaning::Value, Effect::None},
                spec.timeLimitMinutes);
}

void visitFields(Is<AugmentSpec> auto& spec, auto& visitor) {
  visitor.value({"flips", "Mirror tiles at random, in both directions."}, spec.flips);
  visitor.value({"quarter_turns", "Turn tiles at random by 0, 90, 180 or 270 degrees."}, spec.quarterTurns);
  visitor.value({"minimum_scale", "Smallest scale, drawn per tile before the crop.", between(0.1, 10)},
                spec.minimumScale);
  visitor.value({"maximum_scale", "Largest scale, drawn per tile before the crop.", between(0.1, 10)},
                spec.maximumScale);
  visitor.value({"brightness", "Largest relative change of brightness, drawn per tile.", between(0, 1)},
                spec.brightness);
  visitor.value({"contrast", "Largest relative change of contrast.", between(0, 1)}, spec.contrast);
  visitor.value({"saturation", "Largest relative change of saturation.", between(0, 1)}, spec.saturation);
}

void visitFields(Is<DataSpec> auto& spec, auto& visitor) {
  visitor.value({"path", "Folder of a data set, in any known layout.", {}, Meaning::Path, Effect::Place}, spec.path);
  visitor.value({"tile_size", "Side of a training crop, in pixels.", between(32, 8192)}, spec.tileSize);
  visitor.value({"window_size", "Pictures larger than 1.5 windows are cut into samples of this side, in pixels.",
                 between(32, 8192)},
                spec.windowSize);
  visitor.value(
      {"bands",
       "Bands of the pictures that are red, green and blue, counted from 1, for example \"3,2,1\"; empty takes "
       "those that the files name so, otherwise the first three."},
      spec.bands);
  visitor.value(
      {"decode_workers", "Threads that read and augment tiles.", between(1, 256), Meaning::Value, Effect::None},
      spec.decodeWorkers);
  visitor.value({"cache_megabytes", "Memory for decoded tiles.", between(0, 1048576), Meaning::Value, Effect::None},
                spec.cacheMegabytes);
  visitor.value({"mask_values",
                 "What the values of masks mean: road, unknown and background with whole numbers (of palettes the "
                 "index), colours or names, as in road=1; unknown=255 or road=3,4 or road=#ff0000; "
                 "background=#ffffff; what is in no list is background, and unknown where background is listed. Or "
                 "above 127, not 0, alpha. Empty decides by all masks together."},
                spec.maskValues);
  visitor.value({"accept_unlikely_masks",
                 "Train although the labelled tiles are road on more than half of what is labelled, or nowhere.",
                 {},
                 Meaning::Value,
                 Effect::None},
                spec.acceptUnlikelyMasks);
}

void visitFields(Is<SplitSpec> auto& spec, auto& visitor) {
  visitor.value(
      {"file", "A saved split (.toml); empty draws one by the rules below.", {}, Meaning::Path, Effect::Place},
      spec.file);
  visitor.value({"unlabelled_per_labelled", "Ratio of unlabelled to labelled tiles; 4 means 1:4, 0 labels all.",
                 between(0, 10000)},
                spec.unlabelledPerLabelled);
  visitor.value({"seed", "Seed of the drawing.", kSeeds, Meaning::Value, Effect::Seed}, spec.seed);
  visitor.value({"group_by_scene", "Keep all tiles of a scene in one subset."}, spec.groupByScene);
  visitor.value({"stratify_by_road_share", "Give labelled and unlabelled tiles alike shares of road."},
                spec.stratifyByRoadShare);
  visitor.value(
      {"validation_share", "Share for validation, where the data set declares no validation tiles.", between(0, 0.9)},
      spec.validationShare);
  visitor.value({"test_share", "Share for the test, where the data set declares no test tiles.", between(0, 0.9)},
                spec.testShare);
}

void visitFields(Is<RunSpec> auto& spec, auto& visitor) {
  visitor.value({"name", "Name of the run; its folder is named after it.", {}, Meaning::Value, Effect::None},
                spec.name);
  visitor.value({"seed", "Seed of weights, batches and augmentation.", kSeeds, Meaning::Value, Effect::Seed},
                spec.seed);
  visitor.value(
      {"device", "Where to train; auto takes a GPU where there is one.", {}, Meaning::Value, Effect::Rounding},
      spec.device);
  visitor.value({"threads",
                 "Compute threads on the CPU; 0 takes every core, and a run that is gone on with as many as it began "
                 "with.",
                 between(0, 1024), Meaning::Value, Effect::Rounding},
                spec.threads);
  visitor.table({"data", "The pictures."}, spec.data);
  visitor.table(
      {"split", "Which training tiles count as labelled; a saved split, when named, wins over the drawing rules."},
      spec.split);
  visitor.table({"networks", "The networks; a method trains those that it names."}, spec.networks);
  visitor.method({"method", "How the networks learn."}, spec.method);
  visitor.table({"schedule", "Batches, loss, learning rate, and when to look and stop."}, spec.schedule);
  visitor.table({"augment", "Weak augmentation, applied to image and mask together."}, spec.augment);
}

}  // namespace macadam
