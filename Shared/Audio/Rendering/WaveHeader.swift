/// The beginning of a WAV file (RIFF), up to the samples.
public struct WaveHeader: Sendable, Equatable {
  public enum Samples: String, Sendable, CaseIterable {
    case int16, float32

    public var byteCount: Int { self == .int16 ? 2 : 4 }
  }

  public static let byteCount = 58
  /// The header counts bytes, those after its first 8 included, in 32 bits.
  public static let dataLimit = Int(UInt32.max) - byteCount

  public let rate: Int
  public let channels: Int
  public let samples: Samples
  public let dataByteCount: Int

  public init(rate: Int, channels: Int, samples: Samples, dataByteCount: Int) {
    self.rate = rate
    self.channels = channels
    self.samples = samples
    self.dataByteCount = dataByteCount
  }

  public var bytes: [UInt8] {
    let block = channels * samples.byteCount
    var bytes: [UInt8] = []
    func put(_ text: String) { bytes += Array(text.utf8) }
    func put(_ value: Int, _ count: Int) {
      for place in 0..<count { bytes.append(UInt8(value >> (8 * place) & 255)) }
    }
    put("RIFF")
    put(Self.byteCount - 8 + dataByteCount + dataByteCount % 2, 4)
    put("WAVEfmt ")
    put(18, 4)
    put(samples == .int16 ? 1 : 3, 2)
    put(channels, 2)
    put(rate, 4)
    put(rate * block, 4)
    put(block, 2)
    put(samples.byteCount * 8, 2)
    // No more of the format; then how many samples of each channel there are, which floats have to say.
    put(0, 2)
    put("fact")
    put(4, 4)
    put(dataByteCount / block, 4)
    put("data")
    put(dataByteCount, 4)
    return bytes
  }

  /// The samples as they stand in the file; what is beyond full scale is cut off in integers.
  public static func encode(_ values: [Float], as samples: Samples) -> [UInt8] {
    let width = samples.byteCount
    var bytes = [UInt8](repeating: 0, count: values.count * width)
    bytes.withUnsafeMutableBytes { bytes in
      values.withUnsafeBufferPointer { values in
        for index in 0..<values.count {
          let value = values[index]
          switch samples {
          case .int16:
            bytes.storeBytes(of: integer(value).littleEndian, toByteOffset: index &* width, as: Int16.self)
          case .float32:
            bytes.storeBytes(of: value.bitPattern.littleEndian, toByteOffset: index &* width, as: UInt32.self)
          }
        }
      }
    }
    return bytes
  }

  private static func integer(_ value: Float) -> Int16 {
    value.isNaN ? 0 : Int16(min(max((value * 32_768).rounded(), -32_768), 32_767))
  }
}
