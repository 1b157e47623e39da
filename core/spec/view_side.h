#pragma once

namespace macadam {

inline constexpr int kSmallestView = 32;  ///< Of less ground, networks see borders more than roads.

/// The side of the windows in which a network that was trained on crops of `cropSide` is shown larger pictures: the
/// smallest power of two that holds a crop, so that tiles of the usual sides are divided evenly.
///
/// What a network pools over a picture, and what its dilated convolutions meet, it has learned at the size of its
/// crops: of Massachusetts tiles of 512² in one pass, a DeepLabV3+ of crops of 128² finds little more than half the
/// roads that it finds in windows of 128².
int viewSide(int cropSide);

}  // namespace macadam
