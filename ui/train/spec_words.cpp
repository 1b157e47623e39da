#include "ui/train/spec_words.h"

#include "spec/method_spec.h"
#include "spec/network_facts.h"
#include "ui/widgets/capitalised.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <utility>

namespace macadam {
namespace {

using Words = std::pair<std::string_view, const char*>;

/// Where the key alone, with spaces for underscores, would not do.
constexpr std::array kLabels{
    Words{"method.teachers.weight", QT_TRANSLATE_NOOP("macadam::SpecWords", "Pseudo-label weight")},
    Words{"method.weight", QT_TRANSLATE_NOOP("macadam::SpecWords", "Unlabelled weight")},
    Words{"threads", QT_TRANSLATE_NOOP("macadam::SpecWords", "CPU threads")},
    Words{"tile_size", QT_TRANSLATE_NOOP("macadam::SpecWords", "Crop size (px)")},
    Words{"bands", QT_TRANSLATE_NOOP("macadam::SpecWords", "Bands (red, green, blue)")},
    Words{"decode_workers", QT_TRANSLATE_NOOP("macadam::SpecWords", "Decode threads")},
    Words{"cache_megabytes", QT_TRANSLATE_NOOP("macadam::SpecWords", "Tile cache (MB)")},
    Words{"warm_up_iterations", QT_TRANSLATE_NOOP("macadam::SpecWords", "Warm-up iterations")},
    Words{"pseudo_labels_on", QT_TRANSLATE_NOOP("macadam::SpecWords", "Pseudo-labels on")},
    Words{"pseudo_label_weight", QT_TRANSLATE_NOOP("macadam::SpecWords", "Pseudo-label weight")},
    Words{"ramp_fraction", QT_TRANSLATE_NOOP("macadam::SpecWords", "Ramp share")},
    Words{"teacher_precision", QT_TRANSLATE_NOOP("macadam::SpecWords", "Teachers’ numbers")},
    Words{"teachers_from", QT_TRANSLATE_NOOP("macadam::SpecWords", "Trained teachers")},
    Words{"student_from", QT_TRANSLATE_NOOP("macadam::SpecWords", "Begin as student of")},
    Words{"pretrained", QT_TRANSLATE_NOOP("macadam::SpecWords", "Pretrained file")},
    Words{"loss", QT_TRANSLATE_NOOP("macadam::SpecWords", "Loss on labels")},
    Words{"pretrained_encoder_factor", QT_TRANSLATE_NOOP("macadam::SpecWords", "Encoder’s rate factor")},
    Words{"frozen_encoder_iterations", QT_TRANSLATE_NOOP("macadam::SpecWords", "Encoder frozen for")},
    Words{"learning_rate_warm_up", QT_TRANSLATE_NOOP("macadam::SpecWords", "Rate warm-up")},
    Words{"power", QT_TRANSLATE_NOOP("macadam::SpecWords", "Decay power")},
    Words{"minimum_learning_rate", QT_TRANSLATE_NOOP("macadam::SpecWords", "Lowest rate")},
    Words{"stop_after_no_gain", QT_TRANSLATE_NOOP("macadam::SpecWords", "Stop without gain")},
    Words{"time_limit_minutes", QT_TRANSLATE_NOOP("macadam::SpecWords", "Time limit (min)")},
    Words{"unlabelled_per_labelled", QT_TRANSLATE_NOOP("macadam::SpecWords", "Unlabelled per labelled")},
    Words{"stratify_by_road_share", QT_TRANSLATE_NOOP("macadam::SpecWords", "Even road shares")}};

constexpr std::array kChoices{
    Words{"labelled", QT_TRANSLATE_NOOP("macadam::SpecWords", "Labelled tiles")},
    Words{"unlabelled", QT_TRANSLATE_NOOP("macadam::SpecWords", "Unlabelled tiles")},
    Words{"both", QT_TRANSLATE_NOOP("macadam::SpecWords", "All tiles")},
    Words{"auto", QT_TRANSLATE_NOOP("macadam::SpecWords", "Automatic")},
    Words{"cross_entropy", QT_TRANSLATE_NOOP("macadam::SpecWords", "Cross-entropy")},
    Words{"cross_entropy_dice", QT_TRANSLATE_NOOP("macadam::SpecWords", "Cross-entropy and Dice")},
    Words{"weighted_cross_entropy", QT_TRANSLATE_NOOP("macadam::SpecWords", "Weighted cross-entropy")},
    Words{"sgd", QT_TRANSLATE_NOOP("macadam::SpecWords", "SGD")},
    Words{"adamw", QT_TRANSLATE_NOOP("macadam::SpecWords", "AdamW")},
    Words{"float32", QT_TRANSLATE_NOOP("macadam::SpecWords", "32-bit")}};

constexpr std::array<std::string_view, 19> kEveryday{"name",
                                                     "seed",
                                                     "device",
                                                     "data.tile_size",
                                                     "split.unlabelled_per_labelled",
                                                     "split.seed",
                                                     "method.iterations",
                                                     "method.warm_up_iterations",
                                                     "method.weight",
                                                     "method.teachers_from",
                                                     "method.teachers.iterations",
                                                     "method.teachers.warm_up_iterations",
                                                     "schedule.labelled_batch",
                                                     "schedule.unlabelled_batch",
                                                     "schedule.learning_rate",
                                                     "schedule.evaluate_every",
                                                     "schedule.time_limit_minutes",
                                                     "augment.flips",
                                                     "augment.quarter_turns"};

QString humanised(std::string_view key) {
  QString text = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())).replace('_', ' ');
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// The title that a network, or its role, has of itself; empty for anything else.
QString ownTitle(std::string_view name) {
  for (const EncoderFacts& encoder : kEncoders) {
    if (encoder.name == name) return text(encoder.title);
  }
  for (const DecoderFacts& decoder : kDecoders) {
    if (decoder.name == name) return text(decoder.title);
  }
  for (const Choice<Role>& role : kRoles) {
    if (role.name == name) return capitalised(QString::fromStdString(titleOf(role.value)));
  }
  return {};
}

QString word(const auto& words, std::string_view name) {
  const auto found = std::ranges::find(words, name, &Words::first);
  return found == words.end() ? QString() : QCoreApplication::translate("macadam::SpecWords", found->second);
}

}  // namespace

QString fieldLabel(std::string_view path) {
  if (const QString label = word(kLabels, path); !label.isEmpty()) return label;
  const std::string_view key = path.substr(path.rfind('.') + 1);  // npos + 1 is 0
  if (const QString label = word(kLabels, key); !label.isEmpty()) return label;
  const QString title = ownTitle(key);
  return title.isEmpty() ? humanised(key) : title;
}

QString choiceLabel(std::string_view name) {
  if (const QString label = word(kChoices, name); !label.isEmpty()) return label;
  const QString title = ownTitle(name);
  return title.isEmpty() ? humanised(name) : title;
}

bool isEveryday(std::string_view path) {
  const bool isOfNetwork = path.starts_with("networks.") && (path.ends_with(".encoder") || path.ends_with(".width"));
  return isOfNetwork || std::ranges::find(kEveryday, path) != kEveryday.end();
}

QString sentence(std::string_view what, std::string_view remedy) {
  QString text = QString::fromUtf8(what.data(), static_cast<qsizetype>(what.size()));
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  if (!remedy.empty()) text += "; " + QString::fromUtf8(remedy.data(), static_cast<qsizetype>(remedy.size()));
  return text;
}

}  // namespace macadam
