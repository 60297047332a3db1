/// A frame that others are compared with, made ready for many of them.
public struct FrameProbe: Sendable {
  /// Up to here two frames show the same picture, most likely; see `distance`.
  public static let same: Float = 0.3
  /// Up to here a picture that stands for itself alone is claimed to be another's: of strangers hardly one in a hundred is
  /// as near to the nearest of hundreds, and of those within `same` about one in ten.
  public static let surely: Float = 0.2

  public let descriptor: FrameDescriptor
  private let templates: LayoutTemplates
  private let edges: [UInt8]
  var bits: ReliableBits { templates.bits }

  public init(_ descriptor: FrameDescriptor) {
    self.descriptor = descriptor
    templates = LayoutTemplates(descriptor)
    edges = Array(descriptor.body[FrameDescriptor.edgesAt...])
  }

  /// How different two frames are, 0...1, if one may be a crop of the other by a tenth: most of it by the layout of
  /// lightness, the rest by edges and a little by colours, which are often changed.
  public func distance(to other: FrameDescriptor) -> Float {
    other.body.withUnsafeBufferPointer { body in body.baseAddress.map { distance(toBody: $0) } ?? 1 }
  }

  func coarseDistance(toBody body: UnsafePointer<UInt8>) -> Float {
    templates.distance(to: body, coarsely: true)
  }

  func distance(toBody body: UnsafePointer<UInt8>) -> Float {
    let layout = templates.distance(to: body, coarsely: false)
    return 0.7 * layout + 0.25 * edgeDistance(body + FrameDescriptor.edgesAt)
      + 0.05 * chromaDistance(body + FrameDescriptor.chromaAt)
  }

  /// An area that is quite different counts no more than one that is different: a text may cover it.
  private func edgeDistance(_ other: UnsafePointer<UInt8>) -> Float {
    var sum = 0
    for area in 0..<EdgeHistogram.areas {
      var own = 0
      for kind in area * EdgeHistogram.kinds..<(area + 1) * EdgeHistogram.kinds {
        let shift = UInt8(kind & 1 == 0 ? 4 : 0)
        own &+= abs(Int(edges[kind / 2] >> shift & 15) &- Int(other[kind / 2] >> shift & 15))
      }
      sum &+= min(Self.mostOfArea, own)
    }
    return Float(sum) / Float(EdgeHistogram.areas * Self.mostOfArea)
  }

  private static let mostOfArea = 20

  private func chromaDistance(_ other: UnsafePointer<UInt8>) -> Float {
    var sum = 0
    for index in 0..<32 {
      sum &+= min(32, abs(Int(descriptor.body[FrameDescriptor.chromaAt + index]) &- Int(other[index])))
    }
    return Float(sum) / (32 * 32)
  }
}
