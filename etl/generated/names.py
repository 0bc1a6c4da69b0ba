"""Names for a crew that does not exist."""

from typing import Final

FIRST: Final = (
    "Ada", "Alice", "Amara", "Andre", "Anita", "Ben", "Bianca", "Carlos", "Chen", "Clara", "Dana", "Daniel",
    "Elena", "Emeka", "Erik", "Fatima", "Felix", "Grace", "Hana", "Hugo", "Ines", "Ivan", "Jamal", "Jane",
    "Jorge", "Kai", "Laila", "Leo", "Lin", "Lucia", "Marcus", "Maya", "Milan", "Nadia", "Nina", "Noah",
    "Olga", "Omar", "Paula", "Priya", "Quinn", "Rosa", "Ruth", "Samir", "Sofia", "Tariq", "Tess", "Uma",
    "Victor", "Wanda", "Yusuf", "Zoe",
)  # fmt: skip

LAST: Final = (
    "Abara", "Adler", "Alvarez", "Banks", "Bauer", "Bell", "Brandt", "Castro", "Chang", "Cole", "Costa", "Cruz",
    "Diaz", "Dunn", "Ellis", "Farrell", "Fischer", "Flores", "Garcia", "Grant", "Haddad", "Hale", "Hansen", "Hayes",
    "Ito", "Jensen", "Kaur", "Keller", "Khan", "Kim", "Kowalski", "Lane", "Larsen", "Lopez", "Malik", "Meyer",
    "Mori", "Nguyen", "Novak", "Okafor", "Olsen", "Osei", "Park", "Patel", "Reyes", "Rossi", "Sato", "Silva",
    "Singh", "Torres", "Vargas", "Weber", "Yilmaz", "Young",
)  # fmt: skip
