"""A row of the table: what the budget is (design/budgets.md), what came out, and whether that is enough."""
import dataclasses

import bench_tools as tools


@dataclasses.dataclass
class Row:
    id: str
    group: str
    what: str
    value: float
    unit: str = "×"
    least: float = None  # the budget: at least, or at most
    most: float = None
    detail: str = ""
    load: float = dataclasses.field(default_factory=tools.load_average)

    def met(self):
        if self.value is None or self.least is None and self.most is None:
            return None
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)
