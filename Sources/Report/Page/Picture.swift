import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What gnuplot drew, as it stands in a page: shapes and text in the page's own colours, without
/// identifiers, so that many pictures fit into one document.
final class Picture: NSObject, XMLParserDelegate {
  /// The shapes and texts, one after the other.
  private(set) var content = ""
  private var groups: [[String: String]] = []
  private var text = ""
  private var isInText = false
  private var isInDefinitions = false

  init?(_ document: String) {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _: XMLParser, didStartElement element: String, namespaceURI _: String?,
    qualifiedName _: String?, attributes: [String: String] = [:]
  ) {
    switch element {
    case "defs": isInDefinitions = true
    case _ where isInDefinitions: break
    case "g": groups.append(attributes)
    case "path":
      guard let shape = attributes["d"] else { return }
      let dashes = attributes["stroke-dasharray"] == nil ? "" : " dashed"
      let style = "\(Self.tone(attributes["stroke"]) ?? "ink") line\(dashes)"
      content += "<path class=\"\(style)\"\(width) d=\"\(Self.tidied(shape))\"/>"
    case "polygon":
      guard let points = attributes["points"] else { return }
      content +=
        "<polygon class=\"\(Self.tone(attributes["fill"]) ?? "ink")\" points=\"\(Self.tidied(points))\"/>"
    case "use":
      guard let place = attributes["transform"], let mark = attributes["xlink:href"] else { return }
      let style = Self.tone(attributes["color"]) ?? "ink"
      // Marks are letters, since those need no definitions.
      content +=
        "<text class=\"\(style) mark\" transform=\"\(place.prefix { $0 != ")" }))\">"
        + (mark == "#gpPt1" ? "×" : "•") + "</text>"
    case "text":
      isInText = true
      text = ""
    default: break
    }
  }

  func parser(
    _: XMLParser, didEndElement element: String, namespaceURI _: String?, qualifiedName _: String?
  ) {
    switch element {
    case "defs": isInDefinitions = false
    case _ where isInDefinitions: break
    case "g": groups.removeLast()
    case "text":
      isInText = false
      let place = groups.last?["transform"] ?? ""
      let anchor = groups.last?["text-anchor"] ?? "start"
      let escaped = Inline.escaped(text.trimmingCharacters(in: .whitespacesAndNewlines))
      content += "<text transform=\"\(place)\" text-anchor=\"\(anchor)\">\(escaped)</text>"
    default: break
    }
  }

  func parser(_: XMLParser, foundCharacters string: String) {
    if isInText { text += string }
  }

  /// How broad lines are here, where they are not thin.
  private var width: String {
    let width = groups.last { $0["stroke-width"] != nil }?["stroke-width"].flatMap(Double.init) ?? 1
    return width == 1 ? "" : " stroke-width=\"\(width.short)\""
  }

  private static func tidied(_ shape: String) -> String {
    shape.trimmingCharacters(in: .whitespaces)
  }

  /// The class of the colour that stands for a tone: `rgb(  0,   0,   4)`.
  private static func tone(_ color: String?) -> String? {
    guard let color, color.hasPrefix("rgb(") else { return nil }
    let parts = color.dropFirst(4).dropLast().split(separator: ",")
    let number = parts.last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    return number.flatMap { $0 == 0 ? nil : "tone\($0)" }
  }
}
