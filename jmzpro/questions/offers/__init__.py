"""What members bring: an offer, who asks for it, the yes or no of its bringer, and for whom it lies
ready.

The other half of Durf te Vragen: `bringing` (an offer and its calendar), `requesting` (from "ik wil
dit" to taken), `matching` ("hier ligt iets voor je klaar").
"""
