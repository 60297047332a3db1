/// A photo of a made-up world. A link says all that it is made of; the same link makes the same bytes, on every machine.
public struct SamplePhoto: Sendable, Equatable {
  /// In pixels.
  public static let width = 270
  public static let height = 360

  private static let scheme = "sample-photo:"
  private static let linkLimit = 60

  /// The same seed shows the same thing.
  public let seed: UInt64
  /// A photo has no bars.
  public let look: ClipLook

  /// Nil where there are bars.
  public init?(seed: UInt64, look: ClipLook) {
    guard look.bars == 0 else { return nil }
    (self.seed, self.look) = (seed, look)
  }

  /// `sample-photo:7301234567890123456/7480`
  public var link: String { "\(Self.scheme)\(seed)/\(look.light)\(look.warmth)\(look.colour)0" }

  /// Nil for what is no link of this kind to the letter, however alike it is.
  public init?(link: String) {
    guard Self.isLink(link), link.utf8.count <= Self.linkLimit else { return nil }
    let parts = link.dropFirst(Self.scheme.count).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let seed = UInt64(parts[0]), let look = ClipLook(linkPart: parts[1]) else {
      return nil
    }
    self.init(seed: seed, look: look)
    guard self.link == link else { return nil }
  }

  /// Whether a link is meant to be one of these; it may still be a wrong one.
  public static func isLink(_ link: String) -> Bool { link.hasPrefix(scheme) }

  /// A PNG file, below 300,000 bytes.
  public func file() -> [UInt8] {
    var draws = Draws(seed, .photo)
    let palette = ClipPalette(look, number: draws.index(below: 2), &draws)
    let shades = Shades(
      draws.pick(Shades.Kind.allCases), width: Self.width, height: Self.height, unit: Self.width, &draws)
    return ImageFile(width: Self.width, height: Self.height).bytes { row, line in
      for shade in shades.values[row * Self.width..<(row + 1) * Self.width] {
        let color = palette.colors[Int(shade)]
        line.append(UInt8(color.red))
        line.append(UInt8(color.green))
        line.append(UInt8(color.blue))
      }
    }
  }
}
