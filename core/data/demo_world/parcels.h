#pragma once

#include "data/demo_world/setting.h"

#include <vector>

namespace macadam::demo_world {

enum class Cover { Crop, Soil, Meadow, Garden, Wood, Yard };

/// One field, wood or plot and its looks.
struct Parcel {
  Cover cover;
  Colour colour;
  Colour second;        ///< What the furrows, stripes and patches of the parcel alternate with.
  float furrowAngle;    ///< Radians.
  float furrowSpacing;  ///< Metres.
  float furrowDepth;    ///< Share of `second` in a furrow, 0 for none.
};

/// The land divided into roughly rectangular parcels that lie along the scene's orientation.
class Parcels {
 public:
  Parcels(Extent extent, const Character& character, RandomStream random);

  const Parcel& at(Point point) const { return parcels_[indexAt(point)]; }
  std::size_t indexAt(Point point) const;

 private:
  struct Node {
    bool alongX = true;  ///< Which rotated coordinate is divided; leaves have no children.
    float at = 0.0F;
    int children[2] = {-1, -1};
    std::size_t parcel = 0;
  };

  int divide(cv::Rect2f area, float largest, const Character& character, RandomStream& random);

  Point axis_;
  std::vector<Node> nodes_;
  std::vector<Parcel> parcels_;
};

/// Colours the ground of the whole canvas.
void paintGround(const Parcels& parcels, Canvas& canvas);

}  // namespace macadam::demo_world
