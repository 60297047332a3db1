public import MediaWire

/// Keeps the fingerprints.
public struct PrintCollector: ReplyConsumer {
  public private(set) var prints: [Print] = []

  public init() {}

  public mutating func take(_ reply: Reply) {
    if case .print(let print) = reply { prints.append(print) }
  }
}

extension Decoder {
  /// The fingerprints of the first `limit` seconds of a recording, one for each speed, in the order of the speeds.
  public func prints(
    of file: MediaFile, speeds: [Double] = [1], limit: Double = 600
  ) async throws -> [Print] {
    let order = DecodeOrder(prints: .init(speeds: speeds, limit: limit))
    let prints = try await decode(file, order, into: PrintCollector()).consumer.prints
    return speeds.compactMap { speed in prints.first { $0.speed == speed } }
  }
}
