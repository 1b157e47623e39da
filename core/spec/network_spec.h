#pragma once

#include <string>

namespace macadam {

/// What turns an image into feature maps, from fine to coarse; `kEncoders` says what there is to know of each.
enum class Encoder {
  ResNet18,
  ResNet34,
  ResNet50,
  ResNet101,
  Vgg16,
  MitB0,
  MitB1,
  MitB2,
  EfficientNetLite0,
  EfficientNetLite1,
  EfficientNetLite2,
  Last = EfficientNetLite2
};

/// What turns feature maps into logits, and gives the network its name; `kDecoders` says what there is to know of each.
enum class Decoder { DeepLabV3Plus, SegNet, UNet, PspNet, SegFormer, Last = SegFormer };

/// A network: an encoder under a decoder.
struct NetworkSpec {
  Decoder decoder = Decoder::DeepLabV3Plus;
  Encoder encoder = Encoder::ResNet50;
  double width = 1.0;      ///< Factor on every channel count; 1 is the published network.
  std::string pretrained;  ///< A file with weights of the encoder (.pth or .safetensors); empty trains from scratch.

  bool operator==(const NetworkSpec&) const = default;
};

/// One line such as `deeplab_v3plus resnet50 width=0.5`; what a checkpoint stores so that it can be opened alone.
std::string toText(const NetworkSpec& spec);
/// The reverse, without the pretrained file. @throws Error on anything else.
NetworkSpec networkSpecFromText(const std::string& text);

}  // namespace macadam
