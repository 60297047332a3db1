import HTTP
import Lifecycle

/// Takes a form apart, on a thread of its own: files are read by calls that block.
actor FormReader {
  private let executor = BlockingExecutor(label: "form")

  /// Parameters of which there may be several are fields of their own; none is long.
  private static let limits: Multipart.Limits = {
    var limits = Multipart.Limits()
    (limits.fieldCount, limits.fieldByteCount) = (200, 8 * 1024)
    return limits
  }()

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// The file of a field and what stands beside it.
  func read(_ upload: UploadedFile, _ contentType: String, _ field: String) -> Result<BroughtFile, Refusal> {
    do throws(MultipartError) {
      let form = try Multipart(upload, contentType: contentType, limits: Self.limits)
      return brought(form, upload, field)
    } catch { return .failure(Self.refusal(for: error)) }
  }

  private func brought(_ form: Multipart, _ upload: UploadedFile, _ field: String) -> Result<
    BroughtFile, Refusal
  > {
    var brought = BroughtFile(fields: form.fields)
    for other in form.fields where !other.value.unicodeScalars.allSatisfy(Self.isText) {
      brought.faults.append(Fault(.form(other.name), "it holds a control character"))
    }
    guard let file = form.files.first(where: { $0.name == field }), !file.range.isEmpty else {
      let other = form.files.first { $0.name != field }
      brought.faults.append(
        Fault(
          .form(field),
          other == nil ? "it is missing or empty; expected a file" : "the file is in another field"))
      return .success(brought)
    }
    do throws(HTTPError) {
      brought.file = try upload.extracted(file.range)
      return .success(brought)
    } catch {
      return .failure(Refusal(.insufficientStorage, "room", "There is no room for the file."))
    }
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
