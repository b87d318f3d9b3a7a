public import Collusion
import Exact
public import Mechanisms

/// What a page says with a picture.
struct ChartContent {
  let chartName: String
  let chartWidth = Chart.size.width
  let chartHeight = Chart.size.height
  let caption: String
  let description: String
  let circumstances: String?
  let entries: [Entry]
  let chart: Chart
  /// What was drawn; nil as long as nothing was.
  var picture: String?

  struct Entry {
    let tone: String?
    let label: String
    let text: String
  }

  init(_ chart: Chart, named name: String, circumstances: String? = nil) {
    chartName = name
    self.chart = chart
    self.circumstances = circumstances
    caption = chart.title
    description = chart.description
    entries = chart.legend.map {
      Entry(tone: $0.tone.map { "tone\($0.number)" }, label: $0.label, text: Inline.html($0.text))
    }
  }

  private init(
    _ chart: Chart, named name: String, across slice: Slice, of mechanism: Mechanism
  ) {
    let fixed = mechanism.parameters.compactMap { parameter in
      slice.fixed[parameter.name].map { "\(parameter.name) = \($0)" }
    }
    self.init(
      chart, named: name, circumstances: fixed.isEmpty ? nil : fixed.joined(separator: ", "))
  }

  /// The charts on a finding: a map, the gain against the parameter that tells most, and against the size of
  /// a group.
  static func charts(
    _ finding: Finding, of mechanism: Mechanism, at place: String, mapOver parameters: [String]?
  ) -> [ChartContent] {
    guard let subject = Chartable(finding, of: mechanism) else { return [] }
    let words = { subject.words(for: $0) }
    var charts: [ChartContent] = []
    let plane = SafetyPlane(of: subject, over: parameters)
    if let plane {
      let chart = SafetyMap(of: plane).chart(marking: finding.toldAttack?.parameters, words)
      charts.append(Self(chart, named: "\(place).map", across: plane.slice, of: mechanism))
    }
    let sizes = finding.sizes(of: mechanism)
    let names = (plane?.slice.axes.map(\.parameter) ?? []) + subject.tellingParameters
    let curves = names.lazy.filter { !sizes.contains($0) }
      .compactMap { GainCurve(of: subject, over: $0) }
    if let curve = curves.first(where: \.changesSign) ?? curves.first {
      let chart = curve.chart(titled: "Gain against \(curve.line.axes[0].parameter)", words)
      charts.append(Self(chart, named: "\(place).gain", across: curve.line, of: mechanism))
    }
    for size in sizes {
      let bound = GainCurve(bounding: subject, over: size)
      guard let curve = bound ?? GainCurve(of: subject, over: size) else { continue }
      let what = bound == nil ? "Gain" : "Largest gain"
      let chart = curve.chart(titled: "\(what) against \(size), a number of agents", words)
      charts.append(Self(chart, named: "\(place).\(size)", across: curve.line, of: mechanism))
    }
    return charts
  }
}

extension Chartable {
  /// Who gains by the attack at a place of the condition, and when not, in Markdown.
  fileprivate func words(for place: Int) -> String {
    let conjunct = condition.conjuncts[place]
    let story = try? Story(of: conjunct.attack, on: mechanism, property: finding.property)
    let who = story.map { $0.actors.isEmpty ? "" : "\($0.actors): " } ?? ""
    let text = ConditionText(condition)
    return text.isNever([conjunct])
      ? "\(who)pays everywhere" : "\(who)pays unless `\(text.text([conjunct]))`"
  }
}

extension Finding {
  /// The parameters that sizes of roles speak of, and that the property leaves open.
  public func sizes(of mechanism: Mechanism) -> [String] {
    mechanism.parameters.map(\.name).filter { name in
      mechanism.roles.contains { $0.size.content.speaks(of: name) }
        && !property.given.contains { $0.content.fixes(name) }
    }
  }
}

extension Formula {
  /// Whether it says what a parameter is.
  fileprivate func fixes(_ parameter: String) -> Bool {
    switch self {
    case .comparison(.equal, .parameter(parameter), _),
      .comparison(.equal, _, .parameter(parameter)):
      true
    case .all(let parts): parts.contains { $0.fixes(parameter) }
    default: false
    }
  }
}
