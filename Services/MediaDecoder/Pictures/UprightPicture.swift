import CLibav
import MediaWire

/// Makes small upright pictures without gaps between their rows, in room that it uses again.
final class UprightPicture {
  /// What a picture is to become.
  struct Wish {
    let width: Int
    let height: Int
    let keepsShape: Bool
    /// Whether it may become larger than it is.
    let grows: Bool
  }

  /// Beyond the last row: the scaler writes a few pixels at a time.
  private static let margin = 128

  private let wish: Wish
  private let pixelBytes: Int
  private let scaler: Scaler
  /// In place of the scaler for what it takes; nil where exactness is wanted, or no colours.
  private let reduction: QuickReduction?
  private var scaled: [UInt8] = []
  private var turned: [UInt8] = []

  init(_ wish: Wish, _ pixels: DecodeOrder.Pictures.Pixels, method: Int32) {
    self.wish = wish
    pixelBytes = pixels.byteCount
    scaler = Scaler(to: pixels == .gray ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_RGB24, method: method)
    reduction = pixels == .rgb && method == SWS_FAST_BILINEAR ? QuickReduction() : nil
  }

  /// Makes a picture and hands over its pixels for as long as `body` runs.
  func make(
    of frame: StreamDecoder.Frame, shape: AVRational, turn: Turn,
    _ body: (_ width: Int, _ height: Int, _ pixels: UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let upright = size(of: frame, shape, turn)
    let small = turn.size(of: upright)
    let byteCount = upright.width * upright.height * pixelBytes
    if scaled.count < byteCount + Self.margin {
      scaled = [UInt8](repeating: 0, count: byteCount + Self.margin)
    }
    try scaled.withUnsafeMutableBufferPointer { space throws(Failure) in
      if let reduction, let start = space.baseAddress, QuickReduction.takes(frame, to: small) {
        return reduction.reduce(frame, to: small, start)
      }
      try scaler.scale(
        frame, to: small, planes: [space.baseAddress, nil, nil, nil],
        strides: [Int32(small.width * pixelBytes), 0, 0, 0])
    }
    if !turn.isNothing { self.turn(turn, small) }
    let result = turn.isNothing ? scaled : turned
    try result.withUnsafeBufferPointer { bytes throws(Failure) in
      try body(
        upright.width, upright.height, UnsafeRawBufferPointer(start: bytes.baseAddress, count: byteCount))
    }
  }

  private func size(of frame: StreamDecoder.Frame, _ shape: AVRational, _ turn: Turn) -> (
    width: Int, height: Int
  ) {
    guard wish.keepsShape else { return (wish.width, wish.height) }
    let shown = PictureShape.shown(
      width: Int(frame.pointee.width), height: Int(frame.pointee.height), aspect: shape)
    return PictureShape.fitting(
      turn.size(of: shown), width: wish.width, height: wish.height, growing: wish.grows)
  }

  private func turn(_ turn: Turn, _ size: (width: Int, height: Int)) {
    if turned.count != scaled.count { turned = [UInt8](repeating: 0, count: scaled.count) }
    scaled.withUnsafeBufferPointer { from in
      turned.withUnsafeMutableBufferPointer { to in
        guard let from = from.baseAddress, let to = to.baseAddress else { return }
        turn.apply(from: from, width: size.width, height: size.height, pixelBytes: pixelBytes, to: to)
      }
    }
  }
}
