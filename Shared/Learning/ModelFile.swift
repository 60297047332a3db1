public import Crypto
import Factors
import FoundationEssentials
import Models

/// A model as the bytes of a file: a mark, the length of a head in JSON, the head, and the numbers in the order that it
/// tells, least byte first.
///
/// It may come from a disk that lost bits or from somebody else: sizes are checked against the bytes that are there before
/// anything is made of them.
public enum ModelFile {
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
  }

  /// Of a file that is read.
  public static let byteLimit = 4 << 30
  private static let mark = Array("HKMODEL1".utf8)
  private static let headLimit = 65_536

  private struct Head: Codable {
    var kind: String
    var tracks: Int
    /// Of companions.
    var entries: Int?
    /// Of factors, and how others' are found by them.
    var factors: Int?
    var penalty: Double?
    var unobserved: Double?
    var seed: UInt64?
  }

  // MARK: Writing

  public static func bytes(of model: CompanyModel) throws -> [UInt8] {
    var head = Head(kind: model.kind, tracks: model.tracks.count)
    var body: [UInt8] = []
    append(model.tracks.map(\.rawValue), to: &body)
    switch model.core {
    case .companions(let companions):
      let parts = companions.parts
      head.entries = parts.others.count
      append(parts.starts, to: &body)
      append(parts.others, to: &body)
      append(parts.weights.map(\.bitPattern), to: &body)
    case .factors(let als):
      (head.factors, head.penalty) = (als.settings.factors, als.settings.penalty)
      (head.unobserved, head.seed) = (als.settings.unobserved, als.settings.seed)
      append(als.items.values.map(\.bitPattern), to: &body)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = Array(try encoder.encode(head))
    var bytes = mark
    append([UInt32(truncatingIfNeeded: text.count)], to: &bytes)
    return bytes + text + body
  }

  public static func digest(of bytes: [UInt8]) -> Digest { SHA256.hash(bytes) }

  private static func append<Number: FixedWidthInteger>(_ numbers: [Number], to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + numbers.count * MemoryLayout<Number>.size)
    for number in numbers { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
  }

  // MARK: Reading

  /// - Throws: `Failure` for what is no model, or not one that this program can use.
  public static func model(of bytes: [UInt8]) throws -> CompanyModel {
    var reader = Reader(bytes: bytes)
    guard try reader.take(mark.count).elementsEqual(mark) else {
      throw Failure(description: "it is no file of a model, or one of another version")
    }
    let length = try reader.numbers(1, as: UInt32.self)[0]
    guard length <= headLimit else { throw Failure(description: "its head is too long") }
    guard let head = try? JSONDecoder().decode(Head.self, from: Data(try reader.take(Int(length)))) else {
      throw Failure(description: "its head cannot be read")
    }
    let tracks = try reader.numbers(head.tracks, as: Int64.self).map { Track.ID($0) }
    let core = try core(head, &reader)
    guard reader.isAtEnd else { throw Failure(description: "there is more in it than it tells") }
    return try CompanyModel(tracks, core)
  }

  private static func core(_ head: Head, _ reader: inout Reader) throws -> CompanyModel.Core {
    switch (head.kind, head.entries, head.factors) {
    case ("ease", let entries?, _):
      // One more than any count that a file can have would still be a count.
      guard head.tracks < Int(Int32.max) else { throw Failure(description: "it tells of too many tracks") }
      let starts = try reader.numbers(head.tracks + 1, as: Int32.self)
      let others = try reader.numbers(entries, as: Int32.self)
      let weights = try reader.numbers(entries, as: UInt32.self).map { Float(bitPattern: $0) }
      do {
        return .companions(try Companions(starts: starts, others: others, weights: weights))
      } catch { throw Failure(description: "\(error)") }
    case ("ials", _, let factors?):
      let (count, overflows) = head.tracks.multipliedReportingOverflow(by: factors)
      guard !overflows else { throw Failure(description: "it tells of too many factors") }
      let values = try reader.numbers(count, as: UInt32.self).map { Float(bitPattern: $0) }
      let settings = ALSSettings(
        factors: factors, penalty: head.penalty ?? -1, unobserved: head.unobserved ?? -1, seed: head.seed ?? 0
      )
      do {
        return .factors(
          try ALS(items: FactorMatrix(rows: head.tracks, columns: factors, values: values), settings))
      } catch { throw Failure(description: "\(error)") }
    default: throw Failure(description: "it is of a kind that this program does not know")
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    var isAtEnd: Bool { place == bytes.count }

    mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
      guard count >= 0, count <= bytes.count - place else {
        throw Failure(description: "it is shorter than it tells")
      }
      defer { place += count }
      return bytes[place..<place + count]
    }

    mutating func numbers<Number: FixedWidthInteger>(
      _ count: Int, as type: Number.Type
    ) throws -> [Number] {
      let (size, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Number>.size)
      guard !overflows else { throw Failure(description: "it is shorter than it tells") }
      let slice = try take(size)
      return slice.withUnsafeBytes { raw in
        (0..<count).map {
          Number(
            littleEndian: raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.size, as: Number.self))
        }
      }
    }
  }
}
