import HTTP
import Lifecycle

/// Takes a form apart, on a thread of its own: files are read by calls that block.
actor FormReader {
  private let executor = BlockingExecutor(label: "form")

  /// Parameters of which there may be several are fields of their own; none is long.
  private static func limits(files: Int) -> Multipart.Limits {
    var limits = Multipart.Limits()
    (limits.fieldCount, limits.fieldByteCount, limits.fileCount) = (200, 8 * 1024, files)
    return limits
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// The files of some fields, of which the first is meant before all, and what stands beside them.
  func read(
    _ upload: UploadedFile, _ contentType: String, _ names: [String]
  ) -> Result<BroughtFile, Refusal> {
    do throws(MultipartError) {
      let form = try Multipart(
        upload, contentType: contentType, limits: Self.limits(files: names.count))
      return brought(form, upload, names)
    } catch { return .failure(Self.refusal(for: error)) }
  }

  private func brought(_ form: Multipart, _ upload: UploadedFile, _ names: [String]) -> Result<
    BroughtFile, Refusal
  > {
    var brought = BroughtFile(fields: form.fields)
    for other in form.fields where !other.value.unicodeScalars.allSatisfy(Self.isText) {
      brought.faults.append(Fault(.form(other.name), "it holds a control character"))
    }
    do throws(HTTPError) {
      for (place, name) in names.enumerated() {
        let files = form.files.filter { $0.name == name && !$0.range.isEmpty }
        if files.count > 1 { brought.faults.append(Fault(.form(name), "there are \(files.count) of it")) }
        guard let file = files.first else { continue }
        let extracted = try upload.extracted(file.range)
        if place == 0 { brought.file = extracted } else { brought.others[name] = extracted }
      }
    } catch {
      return .failure(Refusal(.insufficientStorage, "room", "There is no room for the file."))
    }
    guard brought.file == nil, brought.others.isEmpty else { return .success(brought) }
    let isElsewhere = form.files.contains { !names.contains($0.name) }
    brought.faults.append(
      Fault(
        .form(names[0]),
        isElsewhere ? "the file is in another field" : "it is missing or empty; expected a file"))
    return .success(brought)
  }

  private static func isText(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0x7F
  }

  private static func refusal(for error: MultipartError) -> Refusal {
    switch error.code {
    case .notMultipart: Refusal(.unsupportedMediaType, "media-type", "\(error)")
    case .malformed:
      Refusal(.badRequest, "form", "\(error)", faults: [Fault(.body("#"), "\(error)")])
    case .tooLarge: Refusal(.contentTooLarge, "form", "\(error)")
    case .unreadable: Refusal(.internalServerError, "inside", "The form cannot be read again.")
    }
  }
}
