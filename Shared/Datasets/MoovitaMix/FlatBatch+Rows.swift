import Sources
import Storage

extension FlatBatch {
  /// The records as rows of their table: version, first field, position, the other fields, flags. Those whose numbers are
  /// in `left`, ascending, are left out.
  func rows(version: DatasetVersion.ID, base: Int, leaving left: [Int]) -> CopyRows {
    let fields = shape.fieldCount
    let columns = fields + 3
    var rows = CopyRows(columnCount: columns)
    guard count > left.count else { return rows }
    let room = bytes.count + decoded.count + count * (2 + columns * 12 + 20) + numbers.count * 12
    rows.append(atMost: room) { writer in
      bytes.withUnsafeBufferPointer { bytes in
        decoded.withUnsafeBufferPointer { decoded in
          var left = left[...]
          for record in 0..<count {
            if left.first == record {
              left.removeFirst()
              continue
            }
            let first = record * fields
            writer.beginRow()
            writer.append(version)
            writer.append(values[first].number)
            writer.append(Int64(base + positions[record]))
            for field in 1..<fields {
              append(values[first + field], shape.forms[field], to: &writer, bytes, decoded)
            }
            writer.append(flags[record])
          }
        }
      }
    }
    return rows
  }

  @inline(__always)
  private func append(
    _ value: FlatValue, _ form: FlatShape.Form, to writer: inout CopyRowWriter,
    _ bytes: UnsafeBufferPointer<UInt8>, _ decoded: UnsafeBufferPointer<UInt8>
  ) {
    let range = Int(value.start)..<Int(value.start) + Int(value.count)
    switch value.kind {
    case .null: writer.appendNull()
    case .text: writer.append(text: UnsafeBufferPointer(rebasing: (value.isDecoded ? decoded : bytes)[range]))
    case .list: writer.append(numbers[range])
    case .number:
      switch form {
      case .moment: writer.append(microsecondsSince1970: value.number)
      case .duration: writer.append(Int32(truncatingIfNeeded: value.number))
      default: writer.append(value.number)
      }
    }
  }
}
